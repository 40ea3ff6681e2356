"""Object storage that speaks S3 as a target. Keys and region come from the environment, as for every S3 client."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from dateline.data.serving import cache_control, content_type
from dateline.deploy.store import LEDGER, OVERTAKEN, DeployError

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
                retry_config={"max_retries": 5, "retry_timeout": timedelta(seconds=60)},
            )

    def listing(self) -> dict[str, str]:
        with _told():
            found = {
                one["path"]: (one["e_tag"] or "").strip('"')
                for chunk in self._client.list(chunk_size=MOST_AT_ONCE)
                for one in chunk
            }
        found.pop(LEDGER, None)
        return found

    def has(self, path: str, tag: str, digest: str) -> bool:
        return tag == digest

    def put(self, path: str, data: bytes) -> str:
        headers = {"Content-Type": content_type(path), "Cache-Control": cache_control(path)}
        with _told():
            result = self._client.put(path, data, attributes=headers, use_multipart=False)
        return (result["e_tag"] or "").strip('"')

    def delete(self, paths: Sequence[str]) -> None:
        with _told():
            for start in range(0, len(paths), MOST_AT_ONCE):
                self._client.delete(list(paths[start : start + MOST_AT_ONCE]))

    def ledger(self) -> tuple[bytes, str]:
        try:
            with _told():
                answer = self._client.get(LEDGER)
                return bytes(answer.bytes()), answer.meta["e_tag"] or ""
        except FileNotFoundError:
            return b"", ""

    def version(self) -> str:
        try:
            with _told():
                return self._client.head(LEDGER)["e_tag"] or ""
        except FileNotFoundError:
            return ""

    def write_ledger(self, data: bytes, version: str) -> str:
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        headers = {"Content-Type": content_type(LEDGER), "Cache-Control": "no-store"}
        try:
            with _told():
                result = self._client.put(
                    LEDGER,
                    data,
                    attributes=headers,
                    mode={"e_tag": version} if version else "create",
                    use_multipart=False,
                )
        except (AlreadyExistsError, PreconditionError):
            raise DeployError(OVERTAKEN) from None
        return result["e_tag"] or ""

    def close(self) -> None:
        """Nothing is held between requests."""


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
        raise DeployError(_sentence(str(error))) from None


_KNOWN = (
    ("NoSuchBucket", "there is no such bucket"),
    ("InvalidAccessKeyId", "the storage does not know this access key: look at AWS_ACCESS_KEY_ID"),
    ("SignatureDoesNotMatch", "the storage refuses the secret key: look at AWS_SECRET_ACCESS_KEY"),
    (
        "AccessDenied",
        "the storage does not allow it: the key needs to list, read, write and delete in the bucket",
    ),
    ("169.254.169.254", "no access key was found: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
    ("NotImplemented", "the storage knows no conditional writes, which keep two deployments apart"),
)


def _sentence(text: str) -> str:
    """What the client says, in our words where it is common, else its first line."""
    for sign, sentence in _KNOWN:
        if sign in text:
            return sentence
    return "the storage cannot be reached or refuses: " + text.partition("\n")[0].rstrip(".")
