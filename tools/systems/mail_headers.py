"""Headers that Python's own folding would spoil: long links, and long subjects with accents.

A link too long for a line would be written as an encoded word, which no mail program takes for a link; a subject
of several encoded words loses the spaces between them. Source: RFC 2369 section 2; RFC 2047 sections 5 and 6.2.
"""

import email.policy
from email.header import Header
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import EmailPolicy, Policy


class LinksHeader(UnstructuredHeader, BaseHeader):
    """`<https://…>, <mailto:…>`, a link a line."""

    max_count = 1

    def fold(self, *, policy: Policy) -> str:
        links = str(self).replace(", ", f",{policy.linesep} ")
        return f"{self.name}: {links}{policy.linesep}"


class SubjectHeader(UnstructuredHeader, BaseHeader):
    """Words for people."""

    max_count = 1

    def fold(self, *, policy: Policy) -> str:
        if self.isascii():
            return super().fold(policy=policy)
        header = Header(str(self), "utf-8", header_name=self.name)
        return f"{self.name}: {header.encode(linesep=policy.linesep)}{policy.linesep}"


def mail_policy() -> "EmailPolicy[EmailMessage]":
    headers = HeaderRegistry()
    headers.map_to_type("list-unsubscribe", LinksHeader)
    headers.map_to_type("subject", SubjectHeader)
    return email.policy.default.clone(header_factory=headers)
