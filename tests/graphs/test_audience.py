"""The wiring of the audience workflow; its behaviour is tested with its nodes."""

from typing import get_type_hints

from graphs.audience import AudienceInput, AudienceOutput, AudienceState, build
from graphs.state import CampaignState


def test_node_names_and_order_are_a_stored_contract() -> None:
    graph = build()
    assert set(graph.nodes) == {"size", "diagnose"}
    assert graph.edges == {("__start__", "size"), ("size", "diagnose"), ("diagnose", "__end__")}


def test_keys_are_the_campaigns() -> None:
    campaign = set(get_type_hints(CampaignState))
    assert set(get_type_hints(AudienceInput)) == {
        "brief",
        "precedents",
        "confirmation",
        "targeting",
        "audience_choice",
    }
    assert set(get_type_hints(AudienceInput)) | set(get_type_hints(AudienceOutput)) <= campaign
    assert set(get_type_hints(AudienceState)) - campaign == {"sizing"}


def test_the_inner_key_stays_inside() -> None:
    graph = build()
    assert (graph.input_schema, graph.output_schema) == (AudienceInput, AudienceOutput)
    assert "sizing" not in {*get_type_hints(AudienceInput), *get_type_hints(AudienceOutput)}
