"""What a language consists of for the reader: one class for each file of its folder."""

from collections.abc import Mapping
from dataclasses import dataclass

from batuta.audience import Operator
from batuta.brief import Channel, ObjectiveKind
from tools.language.builtin.reading.phrases import Phrases

Words = frozenset[str]
"""Folded words."""


@dataclass(frozen=True)
class Numbers:
    ones: Mapping[str, float]
    scales: Mapping[str, float]
    alone: Words
    """Scales that are a number by themselves, as `mil`."""
    articles: Words
    """Articles that stand for one before a unit, where they are no number words."""
    halves: Words
    joins: Words
    ordinals: Mapping[str, int]
    approximate: Phrases[bool]
    approximate_after: Words
    percent: Phrases[bool]
    units: Phrases[str]
    currencies: Phrases[str]
    """Word or sign to ISO code; `local` for the dollar sign and `local_pesos`, which depend on the country."""


@dataclass(frozen=True)
class Comparisons:
    before: Phrases[Operator]
    after: Phrases[Operator]
    range_open: Phrases[bool]
    range_join: Phrases[bool]
    between: Phrases[bool]


@dataclass(frozen=True)
class Logic:
    joints: Phrases[str]
    """`and`, `or`, `nor`; `same` for `o sea`, which joins nothing."""
    either: Phrases[bool]
    both: Phrases[bool]
    one_alone: Phrases[bool]
    """Behind two conditions: that the one without the other does not count."""
    adverbials: Phrases[bool]
    welcome: Phrases[bool]
    """Behind people: that they are meant, whoever else is left out."""
    reminders: Phrases[bool]
    """In front of people: that they are not to be forgotten."""
    negators: Phrases[bool]
    after_all: Phrases[bool]
    """Behind what is decided: `in the end`, `this time`."""
    instead: Phrases[bool]
    """In front of what is corrected: `not`, `instead of`."""
    exclusions: Phrases[bool]
    unless: Phrases[bool]
    not_only: Phrases[bool]
    inclusions: Phrases[bool]
    regardless: Phrases[bool]
    unneeded: Phrases[bool]
    """In front of what nobody has to have: `no hace falta que`."""
    hedges: Phrases[bool]
    because: Phrases[bool]
    holding: Phrases[bool]
    """`with`, `who have`: what follows belongs to the person."""
    relatives: Phrases[bool]
    elsewhere: Phrases[bool]
    """With another company than ours."""
    switched_off: Phrases[bool]
    """Behind a thing that people have: that they do not, after all."""
    provided: Phrases[bool]
    """One more condition follows: `as long as`."""
    not_contacted: Phrases[bool]
    this_time: Phrases[bool]
    """Behind the people they speak of: they are left out."""
    dismissals: Phrases[bool]
    """Behind people: the words that end it for them, as `off limits`."""
    shunning: Phrases[bool]
    """In front of people: those who speak keep away from them, as `steer clear of`."""
    echoes: Phrases[bool]
    """In front of people: what was said of those before them holds for these, as `so is`."""
    either_way: Phrases[bool]
    """Behind a condition: it does not matter, as `or not`."""
    concord: Words
    """Denials that support another one and deny nothing twice."""
    skippable: Words


@dataclass(frozen=True)
class Vague:
    """A word without an exact limit, and what it could mean."""

    means: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class People:
    heads: Phrases[bool]
    openers: Phrases[bool]
    plain: Words
    new_customers: Phrases[bool]
    vague: Phrases[Vague]
    vague_amounts: Phrases[bool]
    minors: Phrases[bool]
    protected: Phrases[str]
    groups: Phrases[bool]
    held: Phrases[bool]
    """Nouns that narrow nobody once something is told of them: `families in Madrid that …`."""


@dataclass(frozen=True)
class Time:
    months: Phrases[int]
    weekdays: Phrases[int]
    seasons: Phrases[str]
    quarters: Phrases[int]
    halves: Phrases[int]
    fortnights: Phrases[int]
    named_days: Phrases[str]
    vague_times: Phrases[bool]
    relative: Phrases[str]
    ahead: Phrases[bool]
    since_day: Phrases[bool]
    until: Phrases[bool]
    before: Phrases[bool]
    after: Phrases[bool]
    during: Phrases[bool]
    range_open: Phrases[bool]
    range_join: Phrases[bool]
    duration: Phrases[bool]
    last_n: Phrases[bool]
    ago: Phrases[bool]
    since: Phrases[bool]
    next_n: Phrases[bool]
    tenure: Phrases[bool]
    tenure_before: Phrases[bool]
    year_old: Phrases[bool]


@dataclass(frozen=True)
class Campaign:
    labels: Phrases[str]
    campaign: Phrases[bool]
    objectives: Phrases[ObjectiveKind]
    promotes: Phrases[bool]
    owns: Phrases[bool]
    channels: Phrases[Channel]
    channels_listed: Phrases[Channel]
    channels_unknown: Phrases[bool]
    channels_refused: Phrases[bool]
    """Behind a channel: that it is not to be used."""
    asides: Phrases[bool]
    """How those who write the brief spoke with each other."""
    all_channels: Phrases[bool]
    adds: Phrases[bool]
    only: Phrases[bool]
    channel_cues: Phrases[bool]
    metrics: Phrases[str]
    goal: Phrases[bool]
    goal_verbs: Phrases[str]
    """What people are to do, by what of it is measured."""
    baseline: Phrases[bool]
    budget: Phrases[bool]
    budget_maybe: Phrases[bool]
    budget_behind: Phrases[bool]
    budget_parts: Phrases[bool]
    budget_part_of: Phrases[bool]
    budget_total: Phrases[bool]
    budget_changes: Phrases[bool]
    per_period: Phrases[bool]
    per_piece: Phrases[bool]
    offer: Phrases[bool]
    free: Phrases[bool]
    tone: Phrases[bool]
    must_say: Phrases[bool]
    must_not_say: Phrases[bool]
    must_not_do: Phrases[bool]
    each_channel: Phrases[bool]
    pieces: Phrases[bool]
    purposes: Phrases[str]
    locales: Phrases[str]
    background: Phrases[bool]
    errands: Phrases[bool]
    valid: Phrases[bool]
    instructions: Phrases[bool]
    machines: Phrases[bool]
    """Words that speak to whatever reads the brief: all of their sentence is for it."""
    regions: Phrases[str]
    countries: Phrases[str]
    """Names of countries to their codes."""
    common: Words


@dataclass(frozen=True)
class Mail:
    greetings: Phrases[bool]
    farewells: Phrases[bool]
    headers: Phrases[bool]
    forwarded: Phrases[bool]
    wrote: Phrases[bool]
    disclaimers: Phrases[bool]
    subject: Words
    sender: Words
    """The header that names who wrote a message; another one means an older message begins."""
    legal: Words
    """Words of the long lines below a signature."""


@dataclass(frozen=True)
class Columns:
    """How companies name the columns of their data."""

    things: Words
    """What has an age of its own, which is no customer's."""
    overdue: Words
    """Words for being late with something: how long is no time since."""
    tails: Words
    possessives: Words
    bare_values: Words
    """Values that are words of the language before they are names."""
    past: Words
    ahead: Words
    tenure: Words
    tenure_alone: Words
    """Tell of a tenure even where the column names no unit."""
    joining: Words
    since: Words
    """Beside what customers are called: when they became one."""
    age: Words
    yes: Words
    no: Words
    no_data: Words
    empty: Words
    """Words that tell nothing of what happened."""
    scores: Words


@dataclass(frozen=True)
class Doing:
    """What people do so much or so often."""

    of: str
    """`sum` of money, or `times`."""
    nouns: tuple[str, ...]
    """Folded words that catalogues call it by."""


@dataclass(frozen=True)
class Lexicon:
    code: str
    numbers: Numbers
    comparisons: Comparisons
    logic: Logic
    people: People
    time: Time
    campaign: Campaign
    mail: Mail
    columns: Columns
    traits: Mapping[str, Words]
    """Protected trait to words in names of attributes that are one, marked as such or not."""
    leads: Phrases[bool]
    """What a column's description begins with and nobody says: `whether the customer has a`."""
    tenure_named: Phrases[bool]
    within_named: Phrases[bool]
    """Names of a tenure by what it is: `months as a customer`."""
    events: Phrases[str]
    """The forms of a happening, under the name of its family."""
    doings: Phrases[Doing]
    """The forms of verbs that a figure is told of."""
    ago_behind: bool
    """`ago` stands behind its length of time."""
    shorthand: Mapping[str, str]
    """A word cut short, as in chats, to the whole word; both folded."""
    words: Mapping[str, Words]
    """Small words, by the part they play in a rule."""
    known_grammar: Words
    """Words of the grammar: numbers, comparisons, joints, time."""
    known: Words
    """Every word of the folder: a correct spelling, never a typing error."""
