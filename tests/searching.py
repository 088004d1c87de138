"""How far Hypothesis searches: a little while one works, far in `make soak`."""

from hypothesis import settings


def examples(quick: int, *, deep: int) -> int:
    """How many examples a costly test draws.

    Args:
        quick: in `make test` and `make check`.
        deep: under the profile `deep`, which `make soak` takes.
    """
    return deep if settings.get_current_profile_name() == "deep" else quick
