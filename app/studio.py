"""The graphs for the LangGraph tools: `langgraph.json` names these builders.

They open, draw and step through there with our own workflows. Nodes reach the world through `Deps`, which an
installation binds (`app.bootstrap`); approvals, outbox and audit live there too, so campaigns are run by Batuta.
"""

from app.workflows import OURS, Workflow
from graphs import campaign as campaign_graph
from graphs import conversation as conversation_graph


def campaign() -> Workflow:
    return campaign_graph.build({name: build() for name, build in OURS.items()})


def brief() -> Workflow:
    return OURS["brief"]()


def audience() -> Workflow:
    return OURS["audience"]()


def writing() -> Workflow:
    return OURS["writing"]()


def compliance() -> Workflow:
    return OURS["compliance"]()


def conversation() -> Workflow:
    return conversation_graph.build()
