"""The list of hosts, against every way that is known to write an address that it should not let through."""

import pytest

from batuta.errors import Misconfigured
from tools.outgoing.allowed import AllowedHosts, OffLimits

LIST = AllowedHosts(["cms.example.com", "mail.example.com:8443", "127.0.0.1:8080", "10.20.0.0/16", "intranet.example"])

ELSEWHERE = [
    "http://127.0.0.1/",
    "http://127.0.0.1:8081/",
    "http://127.1:8080/",
    "http://0x7f000001:8080/",
    "http://0x7f.0.0.1:8080/",
    "http://0177.0.0.1:8080/",
    "http://2130706433:8080/",
    "http://017700000001:8080/",
    "http://127.0.0.1.nip.io:8080/",
    "http://[::1]:8080/",
    "http://[::ffff:127.0.0.1]:8080/",
    "http://[::ffff:7f00:1]:8080/",
    "http://[0:0:0:0:0:0:0:1]:8080/",
    "http://localhost:8080/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://169.254.169.254/latest/meta-data/",
    "http://metadata.google.internal/",
    "http://100.100.100.200/",
    "http://[fd00:ec2::254]/",
    "http://0.0.0.0:8080/",
    "http://0:8080/",
    "http://①②⑦.⓪.⓪.①:8080/",
    "http://127。0。0。1:8080/",
    "https://cms.example.com@evil.test/",
    "https://cms.example.com:x@evil.test/",
    "https://evil.test#@cms.example.com/",
    "https://evil.test\\@cms.example.com/",
    "https://cms.example.com\\.evil.test/",
    "https://cms.example.com.evil.test/",
    "https://evilcms.example.com/",
    "https://cms.example.com:444/",
    "https://cms.example.com:8443/",
    "https://mail.example.com/",
    "https://cms.example.com./",
    "https://cms.example.com%2eevil.test/",
    "https://cms.example.com%00.evil.test/",
    "https://cms.example.com\t.evil.test/",
    "https://cms.example.com\r\nHost: evil.test/",
    " https://cms.example.com/",
    "https:cms.example.com/",
    "https:///cms.example.com/",
    "//cms.example.com/",
    "cms.example.com",
    "ftp://cms.example.com/",
    "file:///etc/passwd",
    "gopher://cms.example.com:70/_x",
    "dict://cms.example.com:11211/stats",
    "data:text/html,x",
    "javascript:alert(1)",
    "ws://cms.example.com/",
    "unix:///var/run/docker.sock",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "jar:https://cms.example.com!/x",
    "https://ⅽms.example.com/",
    "https://сms.example.com/",
    "https://cms.example.com:70000/",
    "https://cms.example.com:-1/",
    "https://[cms.example.com]/",
    "https://cms_example.com/",
    "https://*.example.com/",
    "https://example.com/",
    "https://10.20.0.1/",
    "",
    "http://127.0.0.1:8080@evil.test/",
    "http://127.0.0.1%3A8080@evil.test/",
    "http://127.0.0.1:8080.evil.test/",
    "http://127.0.0.1:8080:80/",
    "http://127.0.0.01:8080/",
    "http://127.00.0.1:8080/",
    "http://127.0.0.1.:8080/",
    "http://127.0.0.1%2f:8080/",
    "http://１２７.0.0.1:8080/",
    "http://[127.0.0.1]:8080/",
    "http://[::127.0.0.1]:8080/",
    "http://[::ffff:0:7f00:1]:8080/",
    "http://[::1%25lo]:8080/",
    "http://host.docker.internal:8080/",
    "http://kubernetes.default.svc/",
    "https://cms.example.com;evil.test/",
    "https://cms.example.com,evil.test/",
    "https://cms.example.com&@evil.test/",
    "https://evil.test?@cms.example.com/",
    "https://evil.test/@cms.example.com",
    "https://user:pass@cms.example.com/",
    "https://cms．example．com.evil.test/",
    "https://cms.example.com\u200b/",
    "https://cms.exam\u00adple.com/",
    "https://cms%2eexample%2ecom/",
    "https://cms.example.com:+443/",
    "https://cms.example.com:４４３/",
    "ldap://cms.example.com/",
]


@pytest.mark.parametrize("url", ELSEWHERE)
def test_what_is_not_on_the_list_is_refused(url: str) -> None:
    with pytest.raises(OffLimits):
        LIST.destination(url)


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("https://cms.example.com/wp-json/", "cms.example.com", 443),
        ("https://CMS.Example.COM:443/x?y#z", "cms.example.com", 443),
        ("https://mail.example.com:8443", "mail.example.com", 8443),
        ("http://127.0.0.1:8080/api", "127.0.0.1", 8080),
    ],
)
def test_what_is_on_it_is_reached(url: str, host: str, port: int) -> None:
    destination = LIST.destination(url)
    assert (destination.host, destination.port) == (host, port)


INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.0.0.1",
    "10.21.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "169.254.170.2",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.8",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:0:53aa:64c:0:0:80ff:ff01",
    "0.1.2.3",
    "127.255.255.254",
    "100.127.255.254",
    "192.0.0.170",
    "192.88.99.1",
    "198.19.255.255",
    "::127.0.0.1",
    "::ffff:0:127.0.0.1",
    "::ffff:100.64.0.1",
    "64:ff9b::c0a8:1",
    "64:ff9b:1::a9fe:a9fe",
    "2002:a9fe:a9fe::",
    "2606:4700::5efe:7f00:1",
    "2606:4700::200:5efe:a00:1",
    "fe80::5efe:7f00:1",
    "fec0::1",
    "fd12:3456:789a::1",
    "100::1",
    "3fff::1",
    "5f00::1",
    "ff05::1:3",
]


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_on_the_list_that_leads_inside_is_refused(address: str) -> None:
    with pytest.raises(OffLimits):
        LIST.address(LIST.destination("https://cms.example.com/"), [address])


@pytest.mark.parametrize("address", INSIDE)
def test_one_address_outside_hides_none_inside(address: str) -> None:
    with pytest.raises(OffLimits):
        LIST.address(LIST.destination("https://cms.example.com/"), ["93.184.216.34", address])


def test_at_least_120_ways_are_tried() -> None:
    assert len(ELSEWHERE) == len({*ELSEWHERE})
    assert len(INSIDE) == len({*INSIDE})
    assert len(ELSEWHERE) + len(INSIDE) >= 120


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::1111", "2606:4700::5efe:5db8:d822"])
def test_an_address_outside_is_reached(address: str) -> None:
    """Else the tests above would prove nothing."""
    assert LIST.address(LIST.destination("https://cms.example.com/"), [address]) == address


def test_a_name_may_lead_into_the_network_that_is_listed() -> None:
    assert LIST.address(LIST.destination("http://intranet.example/"), ["10.20.3.4"]) == "10.20.3.4"


def test_secrets_never_travel_in_the_clear_outside_the_own_network() -> None:
    with pytest.raises(OffLimits, match="only https"):
        LIST.address(LIST.destination("http://cms.example.com/"), ["93.184.216.34"])


def test_a_name_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(OffLimits, match="nowhere"):
        LIST.address(LIST.destination("https://cms.example.com/"), [])


@pytest.mark.parametrize("entry", ["https://cms.example.com", "cms.example.com/x", "10.0.0.1/8", "a b", ":80", "x:y"])
def test_an_entry_that_is_none_names_the_variable(entry: str) -> None:
    with pytest.raises(Misconfigured, match="BATUTA_ALLOWED_HOSTS"):
        AllowedHosts([entry])
