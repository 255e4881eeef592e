"""Refusals of the documents room, each with what to do about it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from motcua.foundation.kernel.errors import Missing, OutsideFailure, Refused

from .enums import FileType

MEGABYTE = 1024 * 1024


class FileRefused(Refused):
    """A file that is not taken; `code` names the reason for tests and events."""

    code = "refused"


class FileTooLarge(FileRefused):
    code = "too_large"

    def __init__(self, name: str, max_bytes: int) -> None:
        super().__init__(
            _(
                "“%(name)s” is larger than %(limit)s MB. Save it smaller, for example by scanning at 200 dpi,"
                " then choose it again."
            )
            % {"name": name, "limit": f"{max_bytes / MEGABYTE:g}"}
        )


class EmptyFile(FileRefused):
    code = "empty"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” is empty. Open it on your computer to check it, then choose it again.")
            % {"name": name}
        )


class TypeNotAccepted(FileRefused):
    code = "type_not_accepted"

    def __init__(self, name: str, accepted: Iterable[FileType]) -> None:
        super().__init__(
            _("“%(name)s” is of a type that is not accepted here. Accepted types: %(types)s.")
            % {"name": name, "types": ", ".join(sorted(t.value.upper() for t in accepted))}
        )


class WrongType(FileRefused):
    code = "wrong_type"

    def __init__(self, name: str, expected: FileType) -> None:
        super().__init__(
            _(
                "“%(name)s” is named like a %(expected)s file, but what is inside is something else."
                " Save or scan it again as %(expected)s; changing the name is not enough."
            )
            % {"name": name, "expected": expected.value.upper()}
        )


class EncryptedFile(FileRefused):
    code = "encrypted"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” is protected by a password. Save it without a password, then choose it again.")
            % {"name": name}
        )


class BrokenFile(FileRefused):
    code = "broken"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” is damaged or incomplete and cannot be opened. Make it again, then choose it.")
            % {"name": name}
        )


class NoPages(FileRefused):
    code = "no_pages"

    def __init__(self, name: str) -> None:
        super().__init__(_("“%(name)s” has no pages. Choose the file that holds the paper.") % {"name": name})


class TooManyPixels(FileRefused):
    code = "too_many_pixels"

    def __init__(self, name: str, width_px: int, height_px: int, max_pixels: int) -> None:
        super().__init__(
            _(
                "The picture in “%(name)s” is too large: %(width)s × %(height)s pixels; at most %(limit)s"
                " million pixels are accepted. Make the picture smaller, then choose it again."
            )
            % {"name": name, "width": width_px, "height": height_px, "limit": max_pixels // 1_000_000}
        )


class ExpandsTooMuch(FileRefused):
    code = "expands_too_much"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” is small but unpacks to far too much, so it is not accepted. Scan or print the"
                " paper to a new file, then choose that one."
            )
            % {"name": name}
        )


class TooHeavy(FileRefused):
    code = "too_heavy"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” could not be checked within the limits of this system. Make it simpler or"
                " smaller, for example by scanning again, then choose it."
            )
            % {"name": name}
        )


class MacroInside(FileRefused):
    code = "macro"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” holds macros, which are not accepted because they can do harm. Save it without"
                " macros, or as PDF, then choose it again."
            )
            % {"name": name}
        )


class ScriptInside(FileRefused):
    code = "script"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” holds a script or starts a program, which is not accepted because it can do harm."
                " Print it to a new PDF, then choose that one."
            )
            % {"name": name}
        )


class TwoFilesInOne(FileRefused):
    code = "polyglot"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” has another file hidden behind it (an archive, a page or a program), which is not"
                " accepted because it can do harm. Scan or print the paper to a new file and choose that one."
            )
            % {"name": name}
        )


class AlreadyLaid(FileRefused):
    code = "already_laid"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” is beside this paper already: the content is the same. Nothing is left to do.")
            % {"name": name}
        )


class SignedContentChanged(FileRefused):
    code = "signed_content_changed"

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "“%(name)s” was changed after it was signed digitally, so its signature proves nothing. Ask"
                " whoever issued it for the file as it was signed, then choose that one."
            )
            % {"name": name}
        )


class MalwareFound(FileRefused):
    code = "malware"

    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” holds malware and was not accepted. Check your computer before going on.")
            % {"name": name}
        )


class TooManyUploads(Refused):
    def __init__(self, most: int, most_bytes: int) -> None:
        super().__init__(
            _(
                "At most %(most)d files of together %(limit)s MB can be on their way at once. Wait until some"
                " have arrived, or cancel what you no longer need."
            )
            % {"most": most, "limit": f"{most_bytes / MEGABYTE:g}"}
        )


class UploadBusy(Refused):
    def __init__(self) -> None:
        super().__init__(_("This file is being sent at this very moment from another connection."))


class OffsetMismatch(Refused):
    """`offset` is where the upload really stands."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(_("The upload stands at another place than the browser thought."))


class TooMuchSent(Refused):
    def __init__(self) -> None:
        super().__init__(_("More was sent than the file was said to have. Choose the file again."))


class ChecksumMismatch(Refused):
    def __init__(self) -> None:
        super().__init__(_("What arrived is not what was sent. It was thrown away; send it again."))


class UploadIncomplete(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(
            _("“%(name)s” has not arrived completely. Choose it once more: it goes on where it stopped.")
            % {"name": name}
        )


class UploadMissing(Missing):
    def __init__(self) -> None:
        super().__init__(
            _("There is no such upload, it is not yours, or it waited too long. Choose the file again.")
        )


class DocumentMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("There is no such document, or it is not yours to see."))


class ContentMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("The file is not in the store. Please tell the system's administrator."))


class StoreAway(OutsideFailure):
    """The store of files did not answer, or would not do what was asked; nothing was kept halfway."""

    def __init__(self) -> None:
        super().__init__(_("The place where files are kept does not answer at the moment."))


class StoreFull(OutsideFailure):
    """No room is left where files are kept; nothing was kept halfway."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "There is no room left where files are kept, so this file was not taken."
                " Everything sent before is safe; please try again later."
            )
        )


class StoreNotOurs(StoreAway):
    """A place is there, and not the one that held our files."""

    def __init__(self) -> None:
        OutsideFailure.__init__(
            self, _("The place where files are kept holds none of them. Is its disk mounted?")
        )


class ContentBroken(OutsideFailure):
    """What the store gave is not what was kept."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "The file in the store is damaged, so it is not shown."
                " Please tell the system's administrator."
            ),
            permanent=True,
        )


class NotScannable(OutsideFailure):
    """The malware scanner is there, and will not take this one file, or does not come to its end."""

    def __init__(self, said: str = "") -> None:
        super().__init__(
            f"The malware scanner does not take this file: {said or 'too large or too slow'}", permanent=True
        )


class PageMissing(Missing):
    def __init__(self) -> None:
        super().__init__(_("This page cannot be drawn here. Download the file to see it."))
