"""The page, the HTTP API and the chat. Read `server.py` first, then `visitors.py` for who may do what.

server      puts it all together           visitors    who is asking, from which seat, in which language
guards      hosts, origins, sizes, headers problems    errors as RFC 9457 documents
sign_in     links, passwords, seats        api/        the workflows over HTTP
unsubscribe the way out of messages
chat/       messages in, a stream out      pages/      what people see; templates/ and static/ beside it
"""
