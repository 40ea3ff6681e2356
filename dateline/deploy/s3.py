"""Object storage that speaks S3 as a target. Keys and region come from the environment, as for every S3 client."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from dateline.data.serving import cache_control, content_type
from dateline.deploy.lease import Lease
from dateline.deploy.store import LEDGER, LOCK, OVERTAKEN, UNGUARDED, DeployError, Overtaken, Waiting

if TYPE_CHECKING:
    from obstore import PutMode

MOST_TRIES = 7
"""About six seconds in all, each wait twice the one before."""
MOST_AT_ONCE = 1000
"""Names a service takes in one request to delete or to list."""


class S3Store:
    """``s3://bucket/prefix``, at Amazon or at ``endpoint``."""

    at_once = 16
    keeps_headers = True

    def __init__(self, bucket: str, prefix: str, endpoint: str = "") -> None:
        from obstore.store import S3Store as Client

        with _told():
            self._client = Client(
                bucket,
                prefix=prefix or None,
                endpoint=endpoint or None,
                client_options={"allow_http": endpoint.startswith("http://"), "timeout": "60s"},
                retry_config={"max_retries": MOST_TRIES, "retry_timeout": timedelta(seconds=60)},
            )
        self._lease: Lease | None = None
        self._knows_conditions = True

    def begin(self, waiting: Waiting) -> str:
        lease = Lease(partial(self._remembered, LOCK), partial(self._remember, LOCK))
        try:
            lease.acquire(waiting)
            self._remember(LOCK, b"{}", "")  # has to fail: the file is there
        except Overtaken:
            self._lease = lease
            return ""
        except _NoConditions:
            pass
        lease.release()
        self._knows_conditions = False
        return f"{UNGUARDED} the storage knows no conditional writes"

    def listing(self) -> dict[str, str]:
        with _told():
            found = {
                one["path"]: (one["e_tag"] or "").strip('"')
                for chunk in self._client.list(chunk_size=MOST_AT_ONCE)
                for one in chunk
            }
        for ours in (LEDGER, LOCK):
            found.pop(ours, None)
        return found

    def has(self, path: str, tag: str, digest: str) -> bool:
        return tag == digest

    def put(self, path: str, data: bytes) -> str:
        self._check()
        headers = {"Content-Type": content_type(path), "Cache-Control": cache_control(path)}
        with _told():
            result = self._client.put(path, data, attributes=headers, use_multipart=False)
        return (result["e_tag"] or "").strip('"')

    def delete(self, paths: Sequence[str]) -> None:
        for start in range(0, len(paths), MOST_AT_ONCE):
            self._check()
            with _told():
                self._client.delete(list(paths[start : start + MOST_AT_ONCE]))

    def ledger(self) -> tuple[bytes, str]:
        return self._remembered(LEDGER)

    def version(self) -> str:
        try:
            with _told():
                return self._client.head(LEDGER)["e_tag"] or ""
        except FileNotFoundError:
            return ""

    def write_ledger(self, data: bytes, version: str) -> str:
        self._check()
        return self._remember(LEDGER, data, version)

    def close(self) -> None:
        if self._lease is not None:
            self._lease.release()
            self._lease = None

    def _check(self) -> None:
        if self._lease is not None:
            self._lease.check()

    def _remembered(self, name: str) -> tuple[bytes, str]:
        """A file that deployments keep for themselves, and its version; empty where it is not there."""
        try:
            with _told():
                answer = self._client.get(name)
                return bytes(answer.bytes()), answer.meta["e_tag"] or ""
        except FileNotFoundError:
            return b"", ""

    def _remember(self, name: str, data: bytes, version: str) -> str:
        """Write such a file in place of ``version``; its new version."""
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        headers = {"Content-Type": content_type(name), "Cache-Control": "no-store"}
        condition: PutMode = {"e_tag": version} if version else "create"
        if not self._knows_conditions:
            if self._remembered(name)[1] != version:
                raise Overtaken(OVERTAKEN)
            condition = "overwrite"
        try:
            with _told():
                result = self._client.put(name, data, attributes=headers, mode=condition, use_multipart=False)
        except (AlreadyExistsError, PreconditionError):
            # Where the answer to a write got lost, the client asked once more, and met what it had written itself.
            there, version = self._remembered(name)
            if there == data:
                return version
            raise Overtaken(OVERTAKEN) from None
        return result["e_tag"] or ""


class _NoConditions(DeployError):
    """The storage refuses to write on a condition."""


@contextmanager
def _told() -> Iterator[None]:
    """What the client raises as a sentence; what callers tell apart stays as it is."""
    from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError

    try:
        yield
    except (AlreadyExistsError, PreconditionError):
        raise
    except FileNotFoundError as error:
        if "NoSuchBucket" in str(error):
            raise DeployError("there is no such bucket") from None
        raise
    except (BaseError, OSError, ValueError) as error:
        kind = _NoConditions if "NotImplemented" in str(error) else DeployError
        raise kind(_sentence(str(error))) from None


_REFUSED = "the storage does not allow it: the key needs to list, read, write and delete in the bucket"
_KNOWN = (
    ("NoSuchBucket", "there is no such bucket"),
    ("InvalidAccessKeyId", "the storage does not know this access key: look at AWS_ACCESS_KEY_ID"),
    ("SignatureDoesNotMatch", "the storage refuses the secret key: look at AWS_SECRET_ACCESS_KEY"),
    ("AccessDenied", _REFUSED),
    ("403 Forbidden", _REFUSED),
    ("169.254.169.254", "no access key was found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ("NotImplemented", "the storage does not know something that a deployment needs"),
    ("503 Service Unavailable", "the storage has too much to do: run it again in a while"),
    ("429 Too Many Requests", "the storage has too much to do: run it again in a while"),
)


def _sentence(text: str) -> str:
    """What the client says, in our words where it is common, else its first line."""
    for sign, sentence in _KNOWN:
        if sign in text:
            return sentence
    return "the storage cannot be reached or refuses: " + text.partition("\n")[0].rstrip(".")
