"""Fields inside wrappers that say nothing: of a list, `data.attributes.name` is its name, `list.id` its reference."""

from collections import Counter
from collections.abc import Sequence

from tools.systems.detection.lexicon import ACCOUNTS, ELSEWHERE, PEOPLE, STATUS_FIELDS, THINGS, Thing, listed
from tools.systems.detection.words import words
from tools.systems.openapi.document import Field, Operation

WRAPPERS = frozenset(
    """data doc attribute field property result payload item body object response value record resource element output
    input patch set variant translation localization traduccion variante sys general setting option detail info
    metadata meta entity definition request config param parameter first dato resultado respuesta campo propiedad
    detalle atributo registro elemento stat statistic statistics draft""".split()
)
_OF: dict[Thing, frozenset[str]] = {
    thing: frozenset(word for name in known for word in name.split()) for thing, known in THINGS.items()
}
_ENVELOPE = ("status", "state", "message", "result", "estado", "mensaje", "detail", "info")
"""What an answer may say of the call, or of the thing: of the call where the answers of most things have it."""
_OF_THE_CALL = listed(
    "success, ok, error, code, error code, error message, errorcode, reply code, reply text, status code, request id, "
    "status message, status text, status description, "
    "response code, response message, return code, codigo retorno, descripcion retorno, codigo respuesta, "
    "exito, codigo error, mensaje error"
)
_FEW = 4
_MOST = 0.6


def near(path: str, thing: Thing | None, also: frozenset[str] = frozenset()) -> bool:
    """Whether nothing around a field makes it one of something else."""
    own = WRAPPERS | also | (_OF[thing] if thing else frozenset())
    around = [words(part) for part in path.replace("[]", "").split(".")[:-1]]
    return all(set(part) <= own or _says_little(part, own) for part in around)


def around_all(fields: Sequence[Field]) -> frozenset[str]:
    """The words of what nearly all fields of a body lie in: a wrapper, whatever it is called."""
    firsts = Counter(one.path.partition(".")[0] for one in fields if "." in one.path)
    name, times = firsts.most_common(1)[0] if firsts else ("", 0)
    wraps = times >= _SEVERAL_INSIDE and times >= _MOST_ANSWERS * len(fields) and "[" not in name
    return frozenset(words(name)) if wraps else frozenset()


_SEVERAL_INSIDE = 3


def _says_little(part: tuple[str, ...], own: frozenset[str]) -> bool:
    """`basic_details`, `meta_info`: a wrapper, with words in front of it that name nobody and nothing else."""
    return bool(part) and part[-1] in _COLLECTIVE and not (set(part) - own) & _OTHERS


_COLLECTIVE = frozenset(
    """detail info information data meta metadata setting option config configuration dato link reference ref request
    response input output payload dto model params peticion solicitud respuesta""".split()
)
_OTHERS = (
    ELSEWHERE
    | PEOPLE
    | ACCOUNTS
    | frozenset("owner creator author parent autor updated created modified test error sender from utm".split())
    | {word for known in THINGS.values() for name in known for word in name.split()}
)


def last_of(path: str) -> str:
    """`data.fieldData.displayName` → `display name`"""
    return " ".join(words(path.rpartition(".")[2]))


def without_value(path: str) -> str:
    """The field whose value stands in a field of its own: `mainBody.value` is `mainBody`."""
    around, _, last = path.rpartition(".")
    return around if around and last in _VALUES and not around.endswith("[]") else path


_VALUES = ("value", "raw", "rendered", "valor")


def bare(path: str, thing: Thing | None) -> str:
    """The same without the thing's own name and words that only qualify: `nombreCampania`, `internal_name`."""
    own, said = _OF[thing] if thing else frozenset(), words(path.rpartition(".")[2])
    left = [word for word in said if word not in own and word not in _QUALIFIERS]
    # Of `articletext` the last word says what it is.
    return " ".join(left or (said[-1:] if len(said) > 1 else ()))


_QUALIFIERS = frozenset(
    "new planned proposed internal public display short full own friendly main primary de del la el of the interno "
    "publico principal".split()
)


def told(
    fields: Sequence[Field], names: Sequence[str], thing: Thing | None, also: frozenset[str] = frozenset()
) -> Field | None:
    """The single field that is called by the first of the names, with the least around it but wrappers and `also`."""
    ranked = [
        (names.index(named), one.path.count("."), one.path, one)
        for one in fields
        if "[]" not in one.path and one.type not in ("object", "array") and near(one.path, thing, also)
        # `@version` is that of the notation.
        if not one.path.rpartition(".")[2].startswith("@")
        if (named := next((name for name in (last_of(one.path), bare(one.path, thing)) if name in names), ""))
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _root(operations: Sequence[Operation]) -> str:
    """What all of most answers lies in, with a dot: `Response.`; empty where nothing does."""
    firsts = [{one.path.partition(".")[0] for one in operation.answer} for operation in operations if operation.answer]
    common = Counter(next(iter(names)) for names in firsts if len(names) == 1)
    name, times = common.most_common(1)[0] if common else ("", 0)
    return f"{name}." if len(firsts) >= _FEW and times >= _MOST_ANSWERS * len(firsts) and "[" not in name else ""


def in_envelope(path: str, names: frozenset[str]) -> bool:
    """Whether a field is one of those, or lies in one."""
    return any(path == name or path.startswith((f"{name}.", f"{name}[")) for name in names)


def _is_a_record(names: set[str]) -> bool:
    """A thing itself beside a word of success, and no error: its status is its own."""
    said = [last_of(one) for one in names]
    referred = any(one.split()[-1:] in (["id"], ["uuid"]) for one in said)
    called = any(one in ("name", "title", "nombre", "created at", "updated at") for one in said)
    return referred and called and "error" not in said


_MOST_ANSWERS = 0.8


def envelope(operations: Sequence[Operation]) -> frozenset[str]:
    """Fields at the top of answers that speak of the call and not of what it is about."""
    root = _root(operations)
    answers = [
        {one.path for one in operation.answer if "." not in one.path.removeprefix(root)} - {root.rstrip(".")}
        for operation in operations
    ]
    answers = [names for names in answers if names]
    counted = Counter(name for names in answers for name in names)
    # A list of things has no state of its own: what stands beside it speaks of the call.
    beside_lists = {
        one.path
        for operation in operations
        if any("[]" in other.path for other in operation.answer)
        for one in operation.answer
        if "." not in one.path.removeprefix(root) and "[]" not in one.path and not one.options
    }
    common = {
        name
        for name, times in counted.items()
        if last_of(name) in _ENVELOPE and len(answers) >= _FEW and times >= _MOST * len(answers)
        if name in beside_lists
    }
    beside_errors = {
        name
        for names in answers
        if any(last_of(one) in ("error", "success", "ok") for one in names) and not _is_a_record(names)
        for name in names
        if last_of(name) in (*_ENVELOPE, *STATUS_FIELDS)
    }
    return frozenset(common | beside_errors | {name for name in counted if last_of(name) in _OF_THE_CALL})
