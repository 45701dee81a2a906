"""From a selector of a playbook to what it names on the page."""

from collections.abc import Callable

from playwright.async_api import FrameLocator, Locator, Page

from tools.systems.browser.playbook import Selector

Place = Page | Locator | FrameLocator


def located(page: Page, selector: Selector, filled: Callable[[str], str]) -> Locator:
    """All visible things that answer to it. filled: puts values in place of variables. Raises: NoValue."""
    place: Place = page
    if selector.frame is not None:
        name = _quoted(filled(selector.frame))
        place = page.frame_locator(f"iframe[name={name}], iframe[title={name}], frame[name={name}]")
    if selector.within is not None:
        place = _named(place, selector.within, filled)
    return _named(place, selector, filled).filter(visible=True)


def _named(place: Place, selector: Selector, filled: Callable[[str], str]) -> Locator:
    exact = selector.exact
    if selector.role is not None:
        if selector.name is None:
            return place.get_by_role(selector.role)
        return place.get_by_role(selector.role, name=filled(selector.name), exact=exact)
    if selector.label is not None:
        return place.get_by_label(filled(selector.label), exact=exact)
    if selector.placeholder is not None:
        return place.get_by_placeholder(filled(selector.placeholder), exact=exact)
    if selector.text is not None:
        return place.get_by_text(filled(selector.text), exact=exact)
    if selector.test_id is not None:
        return place.get_by_test_id(filled(selector.test_id))
    return place.locator(f"css={selector.css}")


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
