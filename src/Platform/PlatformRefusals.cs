using OcopMarket.Platform.Areas;

namespace OcopMarket.Platform;

/// <summary>Every "no" the ground can say; about tables and pictures that people bring.</summary>
internal static class PlatformRefusals
{
    public static Refusal TableTooLarge(long megabytes, long limit) => new("platform.table_too_large", megabytes, limit);

    /// <summary>Nothing but a header, or nothing at all.</summary>
    public static Refusal TableEmpty() => new("platform.table_empty");

    /// <summary>Not UTF-8; the row is where the first unreadable letter was met, 0 when the file's beginning says so.</summary>
    public static Refusal TableEncoding(int row) => new("platform.table_encoding", row);

    public static Refusal TableHasPassword() => new("platform.table_has_password");

    /// <summary>The binary .xls of before 2007.</summary>
    public static Refusal TableIsOldExcel() => new("platform.table_is_old_excel");

    /// <summary>Damaged, cut off, or something else under a table's name.</summary>
    public static Refusal TableBroken(int row) => new("platform.table_broken", row);

    /// <summary>Small on disk, enormous when unpacked.</summary>
    public static Refusal TableUnpacksTooLarge(long limit) => new("platform.table_unpacks_too_large", limit);

    public static Refusal PictureNeedsSignIn() => new("platform.picture_needs_sign_in");

    public static Refusal PictureTooLarge(long megabytes, long limit) => new("platform.picture_too_large", megabytes, limit);

    public static Refusal PictureEmpty() => new("platform.picture_empty");

    /// <summary>Something else under a picture's name, or a kind of picture that is not taken.</summary>
    public static Refusal PictureOfOtherKind() => new("platform.picture_of_other_kind");

    /// <summary>Cut off or damaged.</summary>
    public static Refusal PictureBroken() => new("platform.picture_broken");

    public static Refusal PictureTooManyPixels(long megapixels, long limit) => new("platform.picture_too_many_pixels", megapixels, limit);

    /// <summary>A picture that is also a program, a document or an archive.</summary>
    public static Refusal PictureHoldsMore() => new("platform.picture_holds_more");

    /// <summary>Took more time or memory than any photo does.</summary>
    public static Refusal PictureTooHeavy() => new("platform.picture_too_heavy");

    /// <summary>Too many are being worked on; what was sent is kept.</summary>
    public static Refusal PicturesBusy() => new("platform.pictures_busy");

    /// <summary>The machine lacks what pictures are made with.</summary>
    public static Refusal PicturesUnavailable() => new("platform.pictures_unavailable");

    /// <summary>Not there, somebody else's, or removed because nobody used it.</summary>
    public static Refusal PictureUnknown() => new("platform.picture_unknown");

    /// <summary>Not there, somebody else's, or forgotten after a day.</summary>
    public static Refusal UploadUnknown() => new("platform.upload_unknown");

    /// <summary>Pieces must follow one another.</summary>
    public static Refusal UploadOutOfStep(long received) => new("platform.upload_out_of_step", received);

    public static Refusal UploadIncomplete(long received, long size) => new("platform.upload_incomplete", received, size);

    public static Refusal TooManyUploads(int limit) => new("platform.too_many_uploads", limit);

    public static Refusal TooManyPicturesToday(int limit) => new("platform.too_many_pictures_today", limit);

    public static Refusal OnlyAdministrators() => new("platform.only_administrators");

    public static Refusal JobUnknown(string name) => new("platform.job_unknown", name);

    /// <summary>The full reason is in the log and beside the job.</summary>
    public static Refusal JobFailed(string name) => new("platform.job_failed", name);

    public static Refusal MessageUnknown() => new("platform.message_unknown");

    public static Refusal SettingUnknown(string key) => new("platform.setting_unknown", key);

    public static Refusal SettingNotANumber() => new("platform.setting_not_a_number");

    public static Refusal SettingOutOfRange(long least, long most) => new("platform.setting_out_of_range", least, most);

    public static Refusal SettingTooLong(int longest) => new("platform.setting_too_long", longest);

    /// <summary>No e-mail address, no tax code, or whatever else it has to be.</summary>
    public static Refusal SettingOfOtherShape() => new("platform.setting_of_other_shape");

    public static Refusal SettingInThePast(DateOnly today) => new("platform.setting_in_the_past", today);

    public static Refusal SettingTooFarAhead(DateOnly latest) => new("platform.setting_too_far_ahead", latest);

    public static Refusal SettingNeedsReason() => new("platform.setting_needs_reason");

    public static Refusal SettingReasonTooLong(int longest) => new("platform.setting_reason_too_long", longest);

    public static Refusal SettingUnchanged(DateOnly from) => new("platform.setting_unchanged", from);

    public static Refusal PinUnreadable() => new("platform.pin_unreadable");

    /// <summary>Longitude first is how some machines write it.</summary>
    public static Refusal PinSwapped(GeoPoint right) => new("platform.pin_swapped", right.ToString());

    public static Refusal PinElsewhere(int kilometres, string commune) => new("platform.pin_elsewhere", kilometres, commune);
}
