"""What goes to and from the example e-mail service provider."""

from typing import Literal

from pydantic import BaseModel, Field

Channel = Literal["EMAIL", "PUSH"]


class ListIn(BaseModel):
    title: str
    external_id: str | None = None
    expected_size: int = 0
    labels: dict[str, str] = Field(default_factory=dict)


class ListOut(ListIn):
    list_id: str
    state: Literal["ACTIVE", "DELETED"] = "ACTIVE"
    subscriber_count: int = 0


class Lists(BaseModel):
    data: list[ListOut]
    next_cursor: str | None = None


class Size(BaseModel):
    subscriber_count: int


class TemplateIn(BaseModel):
    name: str
    channel: Channel
    language: str
    subject: str = ""
    html: str = ""
    body_text: str = ""
    external_id: str | None = None


class TemplateOut(TemplateIn):
    template_id: str
    state: Literal["DRAFT", "LIVE", "OFF"] = "DRAFT"
    revision: int = 1


class Templates(BaseModel):
    data: list[TemplateOut]
    next_cursor: str | None = None


class CampaignIn(BaseModel):
    title: str
    list_id: str
    channels: list[Channel]
    external_id: str | None = None
    send_at: str | None = None


class CampaignOut(CampaignIn):
    campaign_id: str
    state: Literal["DRAFT", "SCHEDULED", "PAUSED", "CANCELLED"] = "DRAFT"
    end_at: str | None = None


class Campaigns(BaseModel):
    data: list[CampaignOut]
    next_cursor: str | None = None


class Schedule(BaseModel):
    send_at: str
    end_at: str | None = None


class Statistics(BaseModel):
    delivered: int
    unique_opens: int
    unique_clicks: int


class MessageIn(BaseModel):
    message_id: str
    recipient: str
    subject: str = ""
    title: str = ""
    html: str = ""
    text: str = ""
    unsubscribe_url: str = ""


class BatchIn(BaseModel):
    channel: Channel
    campaign_reference: str
    from_name: str = ""
    from_address: str = ""
    messages: list[MessageIn] = Field(min_length=1, max_length=1000)


class Rejected(BaseModel):
    message_id: str
    reason: str


class BatchOut(BaseModel):
    batch_id: str
    accepted: int
    rejected: list[Rejected] = Field(default_factory=list)


class Batches(BaseModel):
    data: list[BatchOut]


class MessageOut(BaseModel):
    message_id: str
    status: Literal["DELIVERED", "REJECTED"]
    channel: Channel
    recipient: str
    test: bool = False


class ConsentIn(BaseModel):
    channel: Channel
    recipients: list[str]


class ConsentOut(BaseModel):
    may_contact: list[str]


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"  # noqa: S105 - no secret
    expires_in: int
