"""Gợi ý khi gõ: what a shell offers while a command is typed.

`dialogue-cases completion bash` prints a few lines for the shell. They ask the program itself at
every press of the key, so what is offered is what this version knows: commands, options, the
words that an option takes, and the ward's lives, bodies, groups and officers. Nothing is built
and nothing opened for it but what is asked about; whatever fails, nothing is offered, and the
shell goes on.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from typing import Any, Literal, TypeAlias, get_args, get_origin

from dialogue_cases.cli.clerk import Clerk, clerk_of, common_options
from dialogue_cases.cli.commands import Argument, Command, Commands, add
from dialogue_cases.cli.decisions import life_called
from dialogue_cases.cli.homes import NAMES, commands
from dialogue_cases.cli.language import CODES
from dialogue_cases.cli.reading import required
from dialogue_cases.cli.telling import speak_utf8
from dialogue_cases.errors import Invalid
from dialogue_cases.life import LIVES
from dialogue_cases.vocabulary import BodyId, GroupId, OfficerId

Candidate: TypeAlias = tuple[str, str]
"""A word that fits, and what it means; "" where it says so itself."""

MANY = 200
"""How many lives are offered at most, the last ones."""

SCRIPTS = {
    "bash": """\
# {about}
#     eval "$(dialogue-cases completion bash)"
_dialogue_cases() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("${line%%$'\\t'*}")
    done < <("$1" __complete bash "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _dialogue_cases dialogue-cases
""",
    "zsh": """\
#compdef dialogue-cases
# {about}
#     eval "$(dialogue-cases completion zsh)"
_dialogue_cases() {
    local line word
    local -a found
    for line in "${(@f)$("$words[1]" __complete zsh "${(@)words[2,CURRENT]}" 2>/dev/null)}"; do
        word=${${line%%$'\\t'*}//:/\\\\:}
        [[ $line == *$'\\t'* ]] && word+=":${line#*$'\\t'}"
        [[ -n $word ]] && found+=("$word")
    done
    if (( $#found )); then _describe -V dialogue-cases found; else _files; fi
}
if [[ ${funcstack[1]} == _dialogue_cases ]]; then
    _dialogue_cases "$@"
else
    compdef _dialogue_cases dialogue-cases
fi
""",
    "fish": """\
# {about}
#     dialogue-cases completion fish | source
function __dialogue_cases
    set -l typed (commandline -opc)
    set -l program $typed[1]
    set -e typed[1]
    set -l found ($program __complete fish $typed (commandline -ct) 2>/dev/null)
    if set -q found[1]
        printf '%s\\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c dialogue-cases -f -a '(__dialogue_cases)'
""",
}


def add_completion(app: Commands, clerk: Clerk) -> None:
    """Add `completion` to the program."""
    say = clerk.language.say
    shell = Argument(
        name="shell",
        positional=True,
        required=True,
        about=say("one of {among}", among=", ".join(SCRIPTS)),
        hint=Literal["bash", "zsh", "fish"],
    )
    about = say("Print what lets a shell offer commands, options and words while they are typed.")
    add(app, "completion", about, [shell], lambda typed: _print(clerk, typed["shell"]))


def _print(clerk: Clerk, shell: str) -> None:
    if shell not in SCRIPTS:
        raise Invalid(
            "{text} isn't known here",
            where="SHELL",
            expected="one of {among}",
            text=shell,
            among=", ".join(SCRIPTS),
        )
    about = clerk.language.say("What dialogue-cases offers while it is typed; loaded with:")
    print(SCRIPTS[shell].replace("{about}", about), end="")


def tell(words: Sequence[str]) -> int:
    """Answer a shell: a line for each word that fits, with what it means behind a tab.

    Args:
        words: the shell's name, then what was typed, the word that is being typed last.
    """
    speak_utf8(sys.stdout)
    with suppress(Exception):  # nobody who is typing wants to be told why there is no offer
        for word, about in candidates(words[1:], briefly=words[0] == "bash"):
            print("\t".join(filter(None, (word, " ".join(about.split())))))
    return 0


def candidates(words: Sequence[str], *, briefly: bool = False) -> Iterator[Candidate]:
    """The words that fit at the end of a command line.

    Args:
        words: what was typed, the word that is being typed last.
        briefly: nobody is shown what they mean.
    """
    *before, typed = words or [""]
    option, equals, value = typed.partition("=")
    if equals and option.startswith("--"):
        for word, about in candidates([*before, option, value], briefly=briefly):
            yield f"{option}={word}", about
        return
    # Bash takes `--option=value` for three words.
    before = [word for word in before if word != "="]
    typed = "" if typed == "=" else typed
    for word, about in _fitting(before, typed, briefly):
        if word.startswith(typed):
            yield word, about


def _fitting(before: list[str], typed: str, briefly: bool) -> Iterator[Candidate]:
    if before[-1:] == ["--lang"]:
        yield from ((code, "") for code in CODES)
        return
    clerk, rest = clerk_of(before)  # fails where `--store` or `--operator` lacks its value
    if briefly and not rest:
        yield from ((name, "") for name in NAMES)
    elif typed[:1] != "-" or rest:
        yield from _of_what_is_named(clerk, rest, typed)
    if typed[:1] == "-":
        yield "--help", clerk.language.say("show this help")
        yield from common_options(clerk.language).items()


def _of_what_is_named(clerk: Clerk, rest: list[str], typed: str) -> Iterator[Candidate]:
    one: Command | Commands = commands(clerk)
    series: Sequence[str] = ()
    while isinstance(one, Commands):
        one.load(one, rest)
        if not rest or rest[0] not in one.known:
            break
        if rest[0] in LIVES and one.name not in LIVES:
            series = life_called(rest[0]).series
        one, rest = one.known[rest[0]], rest[1:]
    if isinstance(one, Commands):
        if not rest:
            yield from ((name, inner.about) for name, inner in one.known.items() if name)
        default = one.known.get("")
        if not isinstance(default, Command):
            return
        one = default
    yield from _of_command(clerk, one, rest, typed, series)


def _of_command(
    clerk: Clerk, command: Command, rest: Sequence[str], typed: str, series: Sequence[str]
) -> Iterator[Candidate]:
    arguments = command.arguments
    said, waiting = command.given(rest)
    places = [one for one in arguments if one.positional and one.name not in said]
    if waiting is not None:
        yield from _values(clerk, waiting, typed, series)
    elif typed.startswith("-") or not places:
        for one in arguments:
            if not one.positional and (one.name not in said or one.kind == "texts"):
                yield one.option, one.about
    else:
        yield from _values(clerk, places[0], typed, series)


def _values(
    clerk: Clerk, argument: Argument, typed: str, series: Sequence[str]
) -> Iterator[Candidate]:
    """What an argument may be: its words, or the lives, bodies, groups and officers of the ward."""
    hint: Any = required(argument.hint)
    if get_origin(hint) is tuple:
        hint = get_args(hint)[0]
    if get_origin(hint) is Literal:
        for word in map(str, get_args(hint)):
            meaning = clerk.language.word_or(word)
            yield word, "" if meaning == word else meaning
    elif argument.name == "stream":
        yield from ((life, "") for life in lives(clerk, typed, series))
    elif argument.option == "--as":
        yield from of_the_ward(clerk, OfficerId).items()
    elif hint in (BodyId, GroupId, OfficerId):
        yield from of_the_ward(clerk, hint).items()


def of_the_ward(clerk: Clerk, kind: Any) -> dict[str, str]:
    """The ids of the ward's bodies, groups or officers, each with what it is called."""
    from dialogue_cases.store import Store
    from dialogue_cases.ward import LIFE, WARD

    with closing(Store.open(clerk.store)) as store:
        ward = LIFE.fold(store.read(WARD))
    if kind is OfficerId:
        return {one.officer: one.title for one in ward.holdings}
    known: Iterable[Any] = (ward.bodies if kind is BodyId else ward.groups).values()
    return {one.id: one.name for one in known}


def lives(clerk: Clerk, typed: str, series: Sequence[str]) -> list[str]:
    """The last lives of the ward that begin like this, of some series or of all."""
    from dialogue_cases.codec import LIFE_OF
    from dialogue_cases.store import Store

    above = typed.rpartition("/")[0]
    wanted = [above] if above else list(series or LIFE_OF)
    with closing(Store.open(clerk.store)) as store:
        found = [one for word in wanted for one in store.streams(word)]
    alone = ["ward"] if "ward" in wanted else []
    return [*alone, *[one for one in found if one.startswith(typed)][-MANY:]]
