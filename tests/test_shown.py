"""Whatever is accepted can be shown by every view, table and document."""

import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime, time
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dialogue_cases import documents, petition, session, statistics
from dialogue_cases.documents import calendars, forms
from dialogue_cases.errors import CaseError
from dialogue_cases.office import Office, life_of
from dialogue_cases.projection import Views
from dialogue_cases.proposal import fields_of
from dialogue_cases.spelling import HARMFUL
from dialogue_cases.views import VIEWS
from dialogue_cases.vocabulary import BodyId, Place, StreamId, Topic, When
from offices import an_office
from spec import act_of
from strategies import kind_of
from test_lives import RULES, SOME

NOW = datetime(2023, 6, 1, tzinfo=UTC)
DAY = date(2023, 3, 15)
EVERY = [(rule, "đã xảy ra") for rule in sorted(RULES)]

TEXTS = st.one_of(
    st.sampled_from(["Mương", "", "\u200b", "a\x0bb\rc", "=1+1", "\ufeffx", "<b>&", "{{ x }}"]),
    st.sampled_from(["\x1b[31m", "\x00", "\u202eb", "đ" * 70_000, "dài " * 9_000, "\x85", "\t\n"]),
    st.text(max_size=5),
)  # fmt: skip
NUMBERS = st.one_of(st.integers(0, 4), st.sampled_from([-1, 10**5, 905123456, 2**63, 10**25]))
DAYS = st.one_of(
    st.dates(date(2022, 12, 1), date(2023, 6, 1)),
    st.sampled_from(
        [date.min, date.max, *(date(year, 1, 1) for year in (1600, 1900, 2199, 3000))]
    ),
)  # fmt: skip
NAMED = st.sampled_from(
    ["petition/2023/1", "reception/2023/1", "petition/2023/99", "hello world", "task/x/item/1"]
)


def nasty(hint: Any) -> st.SearchStrategy[Any]:
    """Values as somebody may type, paste or slip them."""
    if hint is StreamId:
        return NAMED.map(StreamId)
    if (name := getattr(hint, "__name__", "")) in SOME:
        return SOME[name]
    if hint is When:
        return st.builds(When, day=DAYS, at=st.none(), through=st.one_of(st.none(), DAYS))
    match kind_of(hint):
        case ("literal", values):
            return st.sampled_from(values)
        case ("union", options):
            return st.one_of([st.none() if o is type(None) else nasty(o) for o in options])
        case ("tuple", item):
            return st.lists(nasty(item), max_size=2).map(tuple)
        case ("attrs", parts):
            return st.builds(hint, **{key: nasty(each) for key, each in parts})
        case ("new", base):
            return nasty(base)
    return {
        str: TEXTS, int: NUMBERS, bool: st.booleans(), date: DAYS, time: st.just(time(8)),
    }[hint]  # fmt: skip


def a_ward() -> Office:
    """A petition, a reception that was opened, and what hangs on them."""
    office = an_office(lambda: NOW)
    desk = office.acting(act_of("bi-thu"), despite=EVERY)
    (raised,) = desk.begin(
        "petition/2023", petition.raise_petition, on=DAY, channel="written", gist="Mương",
        received_by=BodyId("van-phong"),
    )  # fmt: skip
    desk.decide(raised.stream, petition.direct, on=DAY, direction="Khơi", lead=BodyId("ubnd"))
    topic = Topic(title="Đất", code="other")
    (fixed, *_) = desk.begin(
        "reception/2023", session.fix, on=DAY, day=DAY, place=Place(name="Trụ sở"),
        topics=(topic,), legal_basis="citizen_reception",
    )  # fmt: skip
    desk.decide(fixed.stream, session.open_session, on=DAY)
    return office


STREAMS = (
    "petition/2023/1", "petition/2023/2", "reception/2023/1", "reception/2023/2",
    "task/petition/2023/1/direction/1", "matter/2023/1", "proceeding/2023/1",
)  # fmt: skip


def try_it(data: st.DataObject) -> None:
    """Decide a few things with whatever values, then look at everything."""
    with a_ward() as office:
        accepted = [_decided(office, data) for _ in range(8)]
        if any(accepted):
            see(office, {stream for stream in accepted if stream})


def _decided(office: Office, data: st.DataObject) -> str:
    stream = data.draw(st.sampled_from(STREAMS))
    decision = data.draw(st.sampled_from(list(life_of(StreamId(stream)).decisions.values())))
    said = {}
    for one in fields_of(decision):
        if one.name != "on" and (one.required or data.draw(st.booleans())):
            said[one.name] = data.draw(nasty(one.hint))
    hints = {one.name: one.hint for one in fields_of(decision)}
    on = data.draw(st.one_of(st.just(DAY), nasty(hints["on"])))
    act = act_of(data.draw(st.sampled_from(["bi-thu", "chanh-van-phong", "chu-tich"])))
    try:
        facts = office.acting(act, despite=EVERY).decide(stream, decision, on=on, **said)
    except CaseError:
        return ""
    return stream if facts else ""


def see(office: Office, streams: set[str]) -> None:
    """Every view, table and document of the whole record."""
    with Views(office.store, lambda _: office.law, None) as views:
        views.rebuild(VIEWS)
    facts = office.log.sound()
    assert not office.log.left_out
    calendars.written(calendars.entries(office, on=date(2023, 6, 1)))
    period = statistics.period("2023-6m", "state", office.law)
    statistics.run(facts, office.law, period=period)
    for stream in streams:
        assert office.deadlines(stream) is not None
        for name, form in forms.FORMS.items():
            if stream.partition("/")[0] in form.of:
                with suppress(CaseError):
                    _harmless(documents.write(office, name, stream).docx)


def _harmless(docx: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(docx)) as parts:
        text = parts.read("word/document.xml").decode()
    assert HARMFUL.search(text.replace("\r\n", "\n")) is None


@settings(
    max_examples=8,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(data=st.data())
def test_whatever_is_accepted_can_be_shown(data: st.DataObject) -> None:
    """Nasty values through real decisions; what was let in breaks no answer."""
    try_it(data)
