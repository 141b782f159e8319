/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (cs-error-quark, cs_error)

typedef struct
{
  const char *nick;
  const char *sentence; /* N_(); what happened and what to do */
} Entry;

static const Entry entries[] = {
  [CS_ERROR_FAILED] = {
    "failed",
    N_("Something went wrong, and nothing was changed. Try again; if it stays, show the log to the administrator.")
  },
  [CS_ERROR_NOT_FOUND] = {
    "not-found", N_("This does not exist any more, or you may not see it.")
  },
  [CS_ERROR_INVALID] = {
    "invalid", N_("Something that was entered is not acceptable. Check what you entered and try again.")
  },
  [CS_ERROR_CONFLICT] = {
    "conflict", N_("Somebody else was quicker. Look at what has changed, then decide anew.")
  },
  [CS_ERROR_FORBIDDEN] = {
    "forbidden", N_("Your role does not include this. Ask the administrator who may do it.")
  },
  [CS_ERROR_UNAUTHENTICATED] = {
    "unauthenticated", N_("Nobody is signed in. Sign in first, then try again.")
  },
  [CS_ERROR_LOCKED] = {
    "locked", N_("Too many wrong passwords. Wait a quarter of an hour, then try again.")
  },
  [CS_ERROR_WRONG_STATE] = {
    "wrong-state", N_("The post has moved on, so this is not possible now.")
  },
  [CS_ERROR_CONTRIBUTOR] = {
    "contributor", N_("You wrote part of this post, so somebody else has to decide on it.")
  },
  [CS_ERROR_NOT_IN_STAGE] = {
    "not-in-stage", N_("Others decide at this stage.")
  },
  [CS_ERROR_ALREADY_DECIDED] = {
    "already-decided", N_("You have already decided on this version, so somebody else has to.")
  },
  [CS_ERROR_STALE] = {
    "stale", N_("The post was changed while you were looking at it. Look at the new version, then decide.")
  },
  [CS_ERROR_REASON_REQUIRED] = {
    "reason-required", N_("Say why, so that the author knows what to do.")
  },
  [CS_ERROR_INCOMPLETE] = {
    "incomplete", N_("The post still lacks something. See what is missing, then submit it again.")
  },
  [CS_ERROR_RELEASE_PAST] = {
    "release-past", N_("The release time has passed. Choose a later one.")
  },
  [CS_ERROR_BUSY] = {
    "busy", N_("Another program is using the office’s data. Try again in a moment.")
  },
  [CS_ERROR_READ_ONLY] = {
    "read-only", N_("The office’s folder cannot be written to. Ask the administrator for permission to change it.")
  },
  [CS_ERROR_NO_SPACE] = {
    "no-space", N_("The disk is full, so nothing was changed. Make room, then try again.")
  },
  [CS_ERROR_NEWER_SCHEMA] = {
    "newer-schema", N_("A newer version of Countersign wrote this office. Update Countersign to open it.")
  },
  [CS_ERROR_CORRUPT] = {
    "corrupt", N_("Stored data is damaged. Stop working in this office and have the administrator check the journal.")
  },
  [CS_ERROR_NOT_A_PICTURE] = {
    "not-a-picture", N_("This file is not a picture that can be read. Choose a PNG or JPEG picture.")
  },
  [CS_ERROR_TOO_LARGE] = {
    "too-large", N_("This is too large. Choose something smaller.")
  },
  [CS_ERROR_RAGGED_TABLE] = {
    "ragged-table", N_("The rows of the table have different numbers of cells. Correct the table, then try again.")
  },
  [CS_ERROR_ENCODING] = {
    "encoding", N_("The text cannot be read. Save it as UTF-8, then try again.")
  },
  [CS_ERROR_OFFLINE] = {
    "offline", N_("The network cannot be reached. Check the connection, then try again.")
  },
  [CS_ERROR_UNKNOWN_OUTCOME] = {
    "unknown-outcome", N_("It is not known whether this went out. It is not sent again until that is clear.")
  },
  [CS_ERROR_REFUSED] = {
    "refused", N_("The network refused this, so nothing was published.")
  },
  [CS_ERROR_LOGIN_REJECTED] = {
    "login-rejected", N_("The network no longer accepts this account’s access. The administrator has to connect the account again.")
  },
  [CS_ERROR_RATE_LIMITED] = {
    "rate-limited", N_("The network asks to wait a while. Try again later.")
  },
  [CS_ERROR_DIGEST_MISMATCH] = {
    "digest-mismatch", N_("What was to be sent is not what was signed, so nothing was sent. Tell the administrator.")
  },
  [CS_ERROR_PRACTICE_ONLY] = {
    "practice-only", N_("A practice office is for practice networks only, and a real office is for real networks only.")
  },
  [CS_ERROR_WRONG_PASSWORD] = {
    "wrong-password", N_("The login or the password is wrong.")
  },
  [CS_ERROR_NOT_AN_OFFICE] = {
    "not-an-office", N_("The database in this folder belongs to another program. Choose the folder of an office, or an empty one.")
  },
  [CS_ERROR_TICK_MISSING] = {
    "tick-missing", N_("Something on this stage’s list is not ticked yet. Check it, tick it, then approve.")
  },
  [CS_ERROR_LINES_MISSING] = {
    "lines-missing", N_("This post is important, so it is approved line by line. Confirm every line, then approve.")
  },
  [CS_ERROR_WORDS_GONE] = {
    "words-gone", N_("The words that this suggestion replaces are no longer there. Make the change by hand if it is still wanted.")
  },
  [CS_ERROR_ON_ITS_WAY] = {
    "on-its-way", N_("The post is going out or is out already, so nobody can take a decision back. Correct or withdraw the post instead.")
  },
  [CS_ERROR_NOT_OWN_DECISION] = {
    "not-own-decision", N_("This is somebody else’s decision. Only the person who made it, or in whose name it was made, takes it back.")
  },
  [CS_ERROR_OVERTAKEN] = {
    "overtaken", N_("This decision no longer counts, so there is nothing to take back.")
  },
  [CS_ERROR_CLAIMED] = {
    "claimed", N_("Somebody else is reading this post already. You may decide all the same, or take another one.")
  },
  [CS_ERROR_CLOCK_BACK] = {
    "clock-back",
    N_("The clock of this computer is behind what is on record: this would be signed at a time that is over already. Set the clock right and try again. "
       "If it is right now and was wrong before, sign out and in again; the author can take the post back and submit it again.")
  },
  [CS_ERROR_NEVER_OPEN] = {
    "never-open", N_("The working calendar has too little working time for this. Set the office’s hours, or a later time.")
  },
  [CS_ERROR_NOT_A_CALENDAR] = {
    "not-a-calendar", N_("This file has no calendar with whole days in it. Choose a file that ends in “.ics”.")
  },
  [CS_ERROR_DELEGATE_SELF] = {
    "delegate-self", N_("Nobody can sign for himself. Choose somebody else.")
  },
  [CS_ERROR_DELEGATE_ROLE] = {
    "delegate-role", N_("This person decides on nothing and so cannot sign for another. Choose a reviewer, a leader or a duty editor.")
  },
  [CS_ERROR_DELEGATE_AWAY] = {
    "delegate-away", N_("This person is away then as well, and what was handed on is not handed on again. Choose somebody who is there.")
  },
  [CS_ERROR_NOTHING_TO_DELEGATE] = {
    "nothing-to-delegate", N_("This person decides on nothing, so nobody need sign in this person’s place.")
  },
  [CS_ERROR_DELEGATION_TIMES] = {
    "delegation-times", N_("This absence is over already, or ends before it begins. Choose other dates.")
  },
  [CS_ERROR_DELEGATION_OVERLAPS] = {
    "delegation-overlaps", N_("Somebody signs for this person at that time already. End that first, or choose other dates.")
  },
  [CS_ERROR_ORDER_REQUIRED] = {
    "order-required", N_("To enter the absence of somebody else, name the written order for it.")
  },
  [CS_ERROR_TOOK_PART] = {
    "took-part", N_("You took part in this emergency post, so somebody who did not makes its full review.")
  },
  [CS_ERROR_FROZEN] = {
    "frozen", N_("The queue is frozen already.")
  },
  [CS_ERROR_NOT_FROZEN] = {
    "not-frozen", N_("The queue is not frozen.")
  },
  [CS_ERROR_KEY_CLOSED] = {
    "key-closed", N_("Your signing key is closed. Enter your password to open it, then try again.")
  },
  [CS_ERROR_KEY_LOST] = {
    "key-lost", N_("Your signing key was lost when an administrator set your password. Two administrators have to allow a new one; then sign in again.")
  },
  [CS_ERROR_KEY_ENDED] = {
    "key-ended", N_("Your signing key is no longer valid. Sign out and in again, then try again.")
  },
  [CS_ERROR_CODE_REQUIRED] = {
    "code-required", N_("Enter the six digits of your second factor too.")
  },
  [CS_ERROR_WRONG_CODE] = {
    "wrong-code", N_("These six digits are wrong, or were used already. Wait for the next ones, then enter those.")
  },
  [CS_ERROR_SECOND_FACTOR_LOST] = {
    "second-factor-lost", N_("Your second factor was lost when an administrator set your password. Two administrators have to allow a new key; then sign in again.")
  },
  [CS_ERROR_TWO_ADMINISTRATORS] = {
    "two-administrators", N_("This takes two administrators, and you cannot be both. Ask another one.")
  },
  [CS_ERROR_JOURNAL_CUT] = {
    "journal-cut", N_("The journal of this office lacks entries that this workstation has seen. Do not work in it, and call the auditor. If it was restored from a backup, an administrator says so with “countersign-cli journal accept”.")
  },
  [CS_ERROR_ROUTE] = {
    "route", N_("This route cannot be used as it is. Try it out to see what is missing, then save it again.")
  },
  [CS_ERROR_DELEGATION] = {
    "delegation", N_("You were not asked to decide in that person’s name.")
  },
  [CS_ERROR_DELEGATION_OVER] = {
    "delegation-over",
    N_("The time for which you sign for that person has not begun, or is over by now. Nothing was decided.")
  },
  [CS_ERROR_NO_CREDIT] = {
    "no-credit", N_("The network wants to be paid first: the account’s credit is used up, so nothing was published. Add credit there, then let it go out again.")
  },
  [CS_ERROR_POSITION_NEEDED] = {
    "position-needed", N_("A route still names this position. Change the route first.")
  },
  [CS_ERROR_RULE] = {
    "rule", N_("A rule names a section or an account that is not in use any more. Choose another one there, or remove the rule.")
  },
  [CS_ERROR_DELEGATION_SCOPE] = {
    "delegation-scope", N_("You decide in that person’s name on other accounts or labels only.")
  },
  [CS_ERROR_PRINCIPAL_CONTRIBUTOR] = {
    "principal-contributor", N_("The person in whose name you would decide wrote part of this post, so nobody decides in that name.")
  },
  [CS_ERROR_PRINCIPAL] = {
    "principal", N_("The person in whose name you would decide could not decide now either.")
  },
  [CS_ERROR_PARTY_DECIDED] = {
    "party-decided", N_("Your side has decided on this version; it still waits for another side.")
  },
  [CS_ERROR_NOT_A_FILM] = {
    "not-a-film",
    N_("This file is no film, or it is damaged. Save it anew as MP4, WebM or MOV in the program that made it, then try again.")
  },
  [CS_ERROR_NOT_SUBTITLES] = {
    "not-subtitles", N_("There are no subtitles in this file. Choose one that ends in .srt or .vtt.")
  },
  [CS_ERROR_SUBTITLES_FAULTY] = {
    "subtitles-faulty", N_("The times of the subtitles do not fit. Mend the lines that are marked, then try again.")
  },
  [CS_ERROR_CODEC_MISSING] = {
    "codec-missing",
    N_("This computer lacks a part that films of this kind need. Ask the administrator to install GStreamer’s plugins: good, bad, ugly and libav.")
  },
  [CS_ERROR_FILM_BOUNDS] = {
    "film-bounds", N_("This film is too long or too large. Cut it or save it smaller, then try again.")
  },
  [CS_ERROR_FILM_STUCK] = {
    "film-stuck", N_("Reading this film took too much time or memory, so it was stopped. Save it anew in the program that made it, then try again.")
  },
  [CS_ERROR_PICTURE_CRASHED] = {
    "picture-crashed", N_("This file breaks whatever reads it, so it was not taken. Nothing else was harmed. Ask for the picture once more, as JPEG or PNG.")
  },
  [CS_ERROR_PICTURE_TOO_SLOW] = {
    "picture-too-slow", N_("Reading this picture takes too long, so it was given up. Save it as an ordinary JPEG or PNG, then choose that.")
  },
  [CS_ERROR_PICTURE_NO_MEMORY] = {
    "picture-no-memory", N_("Reading this picture takes too much memory. Save it smaller, then choose that.")
  },
  [CS_ERROR_PICTURE_KIND] = {
    "picture-kind", N_("Pictures of this kind cannot be read on this computer. Save it as JPEG or PNG, then choose that.")
  },
  [CS_ERROR_NO_DECODER] = {
    "no-decoder", N_("The part of Countersign that reads pictures cannot be started, so no picture can be taken. Ask the administrator to install Countersign again.")
  },
  [CS_ERROR_LOW_CONTRAST] = {
    "low-contrast", N_("These colours are too alike to be read. Choose a darker or a lighter one.")
  },
  [CS_ERROR_DOES_NOT_FIT] = {
    "does-not-fit", N_("The text has no room on the poster. Shorten it, or choose a larger format.")
  },
  [CS_ERROR_BAD_RULE] = {
    "bad-rule", N_("This list or rule cannot be used: it has no words in it, or is not written as one.")
  },
  [CS_ERROR_NO_RULES] = {
    "no-rules", N_("The rules of the checks are missing from this computer, so nothing can be submitted. Ask the administrator to install Countersign again.")
  },
  [CS_ERROR_NOT_WAIVABLE] = {
    "not-waivable", N_("Nobody can waive this check: the post could not go out like this. Mend it in the composer.")
  },
  [CS_ERROR_NOT_FITTED] = {
    "not-fitted", N_("A picture is larger than one of the networks takes. Open the post in the composer, where it is made smaller, look at it, then submit again.")
  },
  [CS_ERROR_SPREADSHEET] = {
    "spreadsheet", N_("This spreadsheet cannot be read. Save it as XLSX, ODS or CSV without a password, or copy its cells and paste them.")
  },
  [CS_ERROR_NO_CONVERTER] = {
    "no-converter", N_("Spreadsheet files cannot be read on this computer. Copy the cells and paste them, or ask the administrator to install “liborcus-bin”.")
  },
  [CS_ERROR_ADDRESS_NEEDED] = {
    "address-needed", N_("The next part of the thread answers this one. Copy the address of the published post from the network’s page and give it here.")
  },
  [CS_ERROR_MAIL_CODE] = {
    "mail-code", N_("The network has sent a code to the account’s e-mail address. Enter it too, or use an app password, which needs none.")
  },
  [CS_ERROR_PORTS_TAKEN] = {
    "ports-taken", N_("The browser cannot bring the answer back: other programs use the ports 18110 to 18113 of this computer. Close them, then try again.")
  },
  [CS_ERROR_SIGN_IN_LATE] = {
    "sign-in-late", N_("Nobody finished the sign-in in the browser within ten minutes. Nothing has changed; begin again.")
  },
  [CS_ERROR_SIGN_IN_REFUSED] = {
    "sign-in-refused", N_("The network did not allow the sign-in. Nothing has changed; try again.")
  },
  [CS_ERROR_SIGN_IN_AGAIN] = {
    "sign-in-again", N_("The network asks for the sign-in once more, since it knows rights by other names. Continue in the browser.")
  },
  [CS_ERROR_CLIENT_REFUSED] = {
    "client-refused", N_("The network does not know this program by the client that was entered. Check it, and that the address of return is registered there.")
  },
  [CS_ERROR_NO_SUCH_SERVER] = {
    "no-such-server", N_("What answers at this address is no server of this network. Check the address.")
  },
  [CS_ERROR_NO_KEYRING] = {
    "no-keyring", N_("The login has no safe place: the keyring of this computer is locked or does not answer. Unlock it, then try again.")
  },
  [CS_ERROR_SEALED_FILE] = {
    "sealed-file", N_("The sealed file of the logins cannot be used: it or its key is missing, damaged, or open to others. Tell the administrator of the server.")
  },
  [CS_ERROR_OTHER_ACCOUNT] = {
    "other-account", N_("You signed in to another account than the one that is to be connected again. Nothing has changed; sign out in the browser and try again.")
  },
  [CS_ERROR_CANNOT_REMOVE] = {
    "cannot-remove", N_("The network does not take this down through Countersign. Delete it there by hand, then say here that it is gone.")
  },
  [CS_ERROR_CERTIFICATE] = {
    "certificate",
    N_("The server could not prove that it is the right one, so nothing was sent to it. Its certificate has run out, or somebody is in between. "
       "The administrator asks whoever looks after the server, or after the network here.")
  },
  [CS_ERROR_HANDLE_LOST] = {
    "handle-lost",
    N_("The handle of this account no longer leads to it: readers see it as invalid, and somebody else may use it. Publishing goes on. "
       "Whoever looks after the domain of the handle has to mend it.")
  },
  [CS_ERROR_UNCHECKED] = {
    "unchecked",
    N_("The account’s server took the latest post without checking it, since it does not know this kind. The network may not show it: look at it there.")
  },
};

G_STATIC_ASSERT (G_N_ELEMENTS (entries) == CS_N_ERRORS);

const char *
cs_error_nick (CsError code)
{
  g_return_val_if_fail ((guint) code < G_N_ELEMENTS (entries), entries[CS_ERROR_FAILED].nick);

  return entries[code].nick;
}

CsError
cs_error_from_nick (const char *nick)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_strcmp0 (entries[i].nick, nick) == 0)
      return (CsError) i;

  return CS_ERROR_FAILED;
}

typedef struct
{
  int         io_code;
  CsError     code;     /* whose sentence fits, unless @sentence */
  const char *sentence; /* N_() or NULL */
} IoEntry;

static const IoEntry io_entries[] = {
  { G_IO_ERROR_NOT_FOUND, CS_ERROR_NOT_FOUND, N_("This file or folder does not exist.") },
  { G_IO_ERROR_EXISTS, CS_ERROR_CONFLICT, N_("Something of that name exists already. Choose another name.") },
  { G_IO_ERROR_IS_DIRECTORY, CS_ERROR_INVALID, N_("This is a folder. Choose a file.") },
  { G_IO_ERROR_NOT_DIRECTORY, CS_ERROR_INVALID, N_("This is not a folder. Choose a folder.") },
  { G_IO_ERROR_PERMISSION_DENIED, CS_ERROR_READ_ONLY,
    N_("You may not read or change this file or folder. Ask the administrator for permission.") },
  { G_IO_ERROR_READ_ONLY, CS_ERROR_READ_ONLY, N_("This place cannot be written to. Choose another.") },
  { G_IO_ERROR_NO_SPACE, CS_ERROR_NO_SPACE, NULL },
  { G_IO_ERROR_BUSY, CS_ERROR_BUSY, NULL },
  { G_IO_ERROR_INVALID_DATA, CS_ERROR_INVALID, N_("What came back cannot be understood. Try again later.") },
  { G_IO_ERROR_CANCELLED, CS_ERROR_FAILED, N_("This was cancelled, and nothing was changed.") },
  { G_IO_ERROR_CONNECTION_REFUSED, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_CONNECTION_CLOSED, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_NOT_CONNECTED, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_HOST_NOT_FOUND, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_HOST_UNREACHABLE, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_NETWORK_UNREACHABLE, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_PROXY_FAILED, CS_ERROR_OFFLINE, NULL },
  { G_IO_ERROR_TIMED_OUT, CS_ERROR_OFFLINE, N_("The other side did not answer in time. Try again later.") },
};

static const char *
find_io_sentence (int io_code)
{
  for (guint i = 0; i < G_N_ELEMENTS (io_entries); i++)
    if (io_entries[i].io_code == io_code)
      return io_entries[i].sentence ? io_entries[i].sentence : entries[io_entries[i].code].sentence;

  return entries[CS_ERROR_FAILED].sentence;
}

/* GLib's own file functions have a domain of their own for the same accidents. */
static int
map_file_error (GFileError code)
{
  static const struct { GFileError file; GIOErrorEnum io; } map[] = {
    { G_FILE_ERROR_EXIST, G_IO_ERROR_EXISTS },
    { G_FILE_ERROR_ISDIR, G_IO_ERROR_IS_DIRECTORY },
    { G_FILE_ERROR_NOTDIR, G_IO_ERROR_NOT_DIRECTORY },
    { G_FILE_ERROR_ACCES, G_IO_ERROR_PERMISSION_DENIED },
    { G_FILE_ERROR_PERM, G_IO_ERROR_PERMISSION_DENIED },
    { G_FILE_ERROR_NOENT, G_IO_ERROR_NOT_FOUND },
    { G_FILE_ERROR_ROFS, G_IO_ERROR_READ_ONLY },
    { G_FILE_ERROR_NOSPC, G_IO_ERROR_NO_SPACE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (map); i++)
    if (map[i].file == code)
      return map[i].io;

  return G_IO_ERROR_FAILED;
}

const char *
cs_error_sentence (const GError *error)
{
  const char *sentence = entries[CS_ERROR_FAILED].sentence;

  g_return_val_if_fail (error != NULL, _(sentence));

  if (error->domain == CS_ERROR && (guint) error->code < G_N_ELEMENTS (entries))
    sentence = entries[error->code].sentence;
  else if (error->domain == G_IO_ERROR)
    sentence = find_io_sentence (error->code);
  else if (error->domain == G_FILE_ERROR)
    sentence = find_io_sentence (map_file_error ((GFileError) error->code));
  else if (error->domain == G_RESOLVER_ERROR)
    sentence = entries[CS_ERROR_OFFLINE].sentence;
  else if (g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    sentence = entries[CS_ERROR_CERTIFICATE].sentence;
  else if (error->domain == G_TLS_ERROR)
    sentence = N_("The connection is not secure, so it was not used. Tell the administrator.");

  return _(sentence);
}
