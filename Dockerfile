# One image for every process: `batuta serve` and `batuta worker`. The database is not in it.
FROM python:3.11-slim AS build
COPY --from=docker.io/astral/uv:0.13.9 /uv /usr/local/bin/uv
WORKDIR /build
COPY requirements.lock ./
RUN uv venv /opt/batuta && uv pip install --python /opt/batuta/bin/python --require-hashes -r requirements.lock
COPY . .
RUN uv pip install --python /opt/batuta/bin/python --no-deps .

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 batuta && mkdir /state && chown batuta /state
COPY --from=build /opt/batuta /opt/batuta
ENV PATH=/opt/batuta/bin:$PATH BATUTA_STATE_DIR=/state BATUTA_HOST=0.0.0.0 LANGGRAPH_STRICT_MSGPACK=true
USER batuta
VOLUME /state
EXPOSE 8765
ENTRYPOINT ["batuta"]
CMD ["serve"]
