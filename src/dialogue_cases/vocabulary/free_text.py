"""Văn bản tự do: what somebody writes in their own words."""

from typing import Annotated, TypeAlias

FreeText: TypeAlias = Annotated[str, "free text"]
"""Văn bản tự do: what somebody writes in their own words, and not sealed.

It is written without names, which nobody can make sure of; so it stands beside the log, where it
can be removed, and in the log stands a commitment to it. In Python it is a text as any other.
"""
