"""The public formats by name, for `batuta schema`."""

from difflib import get_close_matches

from pydantic import BaseModel

from batuta.approval import Answer, ApprovalPolicy, Gate
from batuta.audience import Audience, Criterion, FrozenAudience, Reach, Relaxation, Targeting
from batuta.brief import Brief, Omission, Question
from batuta.campaign import CampaignOutcome, PastCampaign
from batuta.catalogue import Catalogue
from batuta.compliance import Finding, Review
from batuta.contact import ContactPolicy
from batuta.content import ContentItem, DiscoveryReceipt, InventoryItem
from batuta.errors import BadInput
from batuta.event import Event
from batuta.product import Products
from batuta.publishing import Plan, Receipt, SystemDescription, Verification
from batuta.report import Report
from batuta.text import Text
from tools.workspaces.folder import WorkspaceFile

PUBLIC: dict[str, type[BaseModel]] = {
    "answer": Answer,
    "approvals": ApprovalPolicy,
    "audience": Audience,
    "brief": Brief,
    "campaign": CampaignOutcome,
    "catalogue": Catalogue,
    "contact": ContactPolicy,
    "content": ContentItem,
    "criterion": Criterion,
    "discovery": DiscoveryReceipt,
    "event": Event,
    "finding": Finding,
    "frozen_audience": FrozenAudience,
    "gate": Gate,
    "history": PastCampaign,
    "inventory": InventoryItem,
    "omission": Omission,
    "plan": Plan,
    "products": Products,
    "question": Question,
    "reach": Reach,
    "receipt": Receipt,
    "relaxation": Relaxation,
    "report": Report,
    "review": Review,
    "system": SystemDescription,
    "targeting": Targeting,
    "verification": Verification,
    "workspace": WorkspaceFile,
}


def schema_of(name: str) -> dict[str, object]:
    """JSON Schema of a public format. Raises: BadInput, with the names there are."""
    model = PUBLIC.get(name.lower())
    if model is None:
        near = get_close_matches(name.lower(), PUBLIC, n=1)
        options = ", ".join(PUBLIC)
        raise BadInput(
            Text(en=f"There is no format “{name}”.", es=f"No existe el formato «{name}»."),
            remedy=Text(
                en=f"Did you mean {near[0]}?" if near else f"Known: {options}.",
                es=f"¿Querías decir {near[0]}?" if near else f"Conocidos: {options}.",
            ),
            subject=name,
        )
    return model.model_json_schema()
