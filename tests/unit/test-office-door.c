/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-operation.h"
#include "office-fixture.h"

typedef OfficeFixture Fixture;

/* Who may call what, written down once more by hand: the table of the operations is checked against it. D drafter, R reviewer, L leader, U duty editor, P
 * responder, A administrator, X auditor; "-" also without signing in. */
static const struct
{
  const char *operation;
  const char *roles;
} matrix[] = {
  { "account.add", "A" },
  { "account.change", "A" },
  { "account.connect-begin", "A" },
  { "account.connect-cancel", "A" },
  { "account.connect-finish", "A" },
  { "account.connect-password", "A" },
  { "account.limits", "DRLUPAX" },
  { "account.list", "DRLUPAX" },
  { "account.refresh", "UA" },
  { "account.retire", "A" },
  { "account.try", "A" },
  { "backup.create", "UA" },
  { "briefing.get", "DRLUPAX" },
  { "briefing.save", "DRLUA" },
  { "calendar.get", "DRLUPAX" },
  { "calendar.import", "A" },
  { "calendar.remove-day", "A" },
  { "calendar.set", "A" },
  { "calendar.set-day", "A" },
  { "chart.render", "DRLUA" },
  { "check.links", "DRLUPAX" },
  { "check.list", "DRLUPAX" },
  { "check.remove-list", "A" },
  { "check.rules", "DRLUPAX" },
  { "check.set-list", "A" },
  { "check.set-pack", "A" },
  { "check.waive", "RLU" },
  { "comment.accept", "DRLU" },
  { "comment.add", "DRLU" },
  { "comment.list", "DRLUPAX" },
  { "comment.resolve", "DRLU" },
  { "delegation.add", "DRLUPAX" },
  { "delegation.end", "DRLUPAX" },
  { "delegation.list", "DRLUPAX" },
  { "delegation.seen", "DRLUPAX" },
  { "delegation.signed", "DRLUPAX" },
  { "desk.get", "DRLUPAX" },
  { "desk.waiting", "DRLUPAX" },
  { "dossier.export", "LUAX" },
  { "draft.hold", "DRLUPAX" },
  { "draft.release", "DRLUPAX" },
  { "emergency.clear", "RLU" },
  { "emergency.list", "DRLUPAX" },
  { "emergency.start", "DRLUPAX" },
  { "film.add", "DRLUA" },
  { "film.cover", "DRLUA" },
  { "film.fit", "DRLUA" },
  { "film.frame", "DRLUPAX" },
  { "film.keep-subtitles", "DRLUA" },
  { "film.read-subtitles", "DRLUPAX" },
  { "journal.accept", "A" },
  { "journal.list", "LAX" },
  { "journal.verify", "LUAX" },
  { "key.ask-renewal", "A" },
  { "key.confirm-renewal", "A" },
  { "key.list", "DRLUPAX" },
  { "leader-sheet.get", "DRLUPAX" },
  { "leader-sheet.print", "DRLUPAX" },
  { "media.add", "DRLUA" },
  { "media.edit", "DRLUA" },
  { "media.fit", "DRLUA" },
  { "media.get", "DRLUAX" },
  { "media.list", "DRLUAX" },
  { "media.note", "DRUA" },
  { "media.path", "DRLUPAX" },
  { "notice.list", "DRLUPAX" },
  { "notice.seen", "DRLUPAX" },
  { "office.change", "A" },
  { "office.create", "-" },
  { "office.info", "-" },
  { "person.add", "A" },
  { "person.change", "A" },
  { "person.list", "-" },
  { "person.retire", "A" },
  { "person.set-password", "DRLUPAX" },
  { "position.add", "A" },
  { "position.change", "A" },
  { "position.list", "DRLUPAX" },
  { "position.retire", "A" },
  { "post.check", "DRLUPAX" },
  { "post.claim", "DRLUPAX" },
  { "post.correct", "DRLU" },
  { "post.create", "DRLU" },
  { "post.decide", "DRLUPAX" },
  { "post.directory", "DRLUPAX" },
  { "post.get", "DRLUPAX" },
  { "post.hold", "LU" },
  { "post.journal", "DRLUPAX" },
  { "post.list", "DRLUPAX" },
  { "post.recall", "DRLUPAX" },
  { "post.reschedule", "DRLUPAX" },
  { "post.resume", "LU" },
  { "post.save", "DRLUA" },
  { "post.set-labels", "DRLUA" },
  { "post.submit", "DRLUA" },
  { "post.take-back", "DRLUPAX" },
  { "post.unclaim", "DRLUPAX" },
  { "post.versions", "DRLUPAX" },
  { "post.withdraw", "DRLU" },
  { "poster.print", "DRLUPAX" },
  { "poster.render", "DRLUA" },
  { "publication.list", "DRLUPAX" },
  { "publication.look", "DRLUPAX" },
  { "publication.resolve", "LU" },
  { "publication.retry", "DRLUPAX" },
  { "queue.freeze", "LU" },
  { "queue.frozen", "DRLUPAX" },
  { "queue.list", "DRLUPAX" },
  { "queue.thaw", "LU" },
  { "release.propose", "DRLUPAX" },
  { "removal.resolve", "LU" },
  { "removal.retry", "LU" },
  { "report.export", "LUAX" },
  { "report.get", "LUAX" },
  { "route.choose", "A" },
  { "route.get", "DRLUPAX" },
  { "route.list", "DRLUPAX" },
  { "route.set", "A" },
  { "route.try", "DRLUPAX" },
  { "seal.check", "DRLUPAX" },
  { "seal.list", "DRLUPAX" },
  { "seal.make", "LUAX" },
  { "seal.print", "LUAX" },
  { "second-factor.prepare", "DRLUPAX" },
  { "second-factor.remove", "DRLUPAX" },
  { "second-factor.set", "DRLUPAX" },
  { "section.add", "A" },
  { "section.change", "A" },
  { "section.list", "DRLUPAX" },
  { "section.retire", "A" },
  { "session.close", "DRLUPAX" },
  { "session.me", "DRLUPAX" },
  { "session.open", "-" },
  { "session.sit", "-" },
  { "session.unlock", "DRLUPAX" },
  { "source.add", "DRUA" },
  { "source.change", "DRUA" },
  { "source.list", "DRLUPAX" },
  { "source.retire", "DRUA" },
  { "source.snapshot", "DRUA" },
  { "source.use", "DRLUPAX" },
  { "spelling.add", "DRLUA" },
  { "spelling.list", "DRLUPAX" },
  { "style.get", "DRLUPAX" },
  { "style.set", "A" },
  { "template.list", "DRLUPAX" },
  { "template.retire", "DRUA" },
  { "template.save", "DRUA" },
};

static const struct
{
  char        letter;
  const char *login;
} seats[] = {
  { 'D', "drafter" },
  { 'R', "reviewer" },
  { 'L', "leader" },
  { 'U', "duty" },
  { 'P', "responder" },
  { 'A', "admin" },
  { 'X', "auditor" },
};

/* Arguments that are never right, so that who may is told by hearing INVALID and who may not by hearing FORBIDDEN. */
static JsonObject *
make_nonsense (void)
{
  JsonObject *arguments = json_object_new ();

  json_object_set_string_member (arguments, "no-such-argument", "");
  return arguments;
}

static void
test_matrix (Fixture       *fixture,
             gconstpointer  unused)
{
  guint n = 0;
  const CsOperation * const *list = cs_operations_list (&n);

  g_test_summary ("Every operation lets in exactly the roles that it should, and no operation is missing here");
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (matrix));
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpstr (list[i]->name, ==, matrix[i].operation);
      for (guint j = 0; j < G_N_ELEMENTS (seats); j++)
        {
          gboolean may = *matrix[i].roles == '-' || strchr (matrix[i].roles, seats[j].letter);

          office_fixture_sit (fixture, seats[j].login);
          office_fixture_refuse (fixture, NULL, matrix[i].operation, make_nonsense (),
                                 may ? CS_ERROR_INVALID : CS_ERROR_FORBIDDEN);
        }
    }
}

static void
test_nobody (Fixture       *fixture,
             gconstpointer  unused)
{
  g_test_summary ("Signed out, nothing works but what needs no sign-in");
  office_fixture_do (fixture, "leader", "session.close", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    office_fixture_refuse (fixture, NULL, matrix[i].operation, make_nonsense (),
                           *matrix[i].roles == '-' ? CS_ERROR_INVALID : CS_ERROR_UNAUTHENTICATED);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  unused)
{
  static const char * const sections[] = { "One", NULL };
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsOfficeInfo) info = NULL;

  g_test_summary ("An empty office takes its first start and nothing else; and that only once");
  for (guint i = 0; i < G_N_ELEMENTS (matrix); i++)
    if (!g_str_has_prefix (matrix[i].operation, "office."))
      office_fixture_refuse (fixture, NULL, matrix[i].operation, NULL, CS_ERROR_WRONG_STATE);

  reply = office_fixture_call (fixture, NULL, "office.info", NULL);
  info = cs_reply_read_office (reply);
  g_assert_true (info->empty);

  office_fixture_refuse (fixture, NULL, "office.create",
                         cs_arguments_office_create ("Name", "en", "Nowhere/Land", TRUE, sections, "boss", "Boss", ""),
                         CS_ERROR_INVALID);
  office_fixture_refuse (fixture, NULL, "office.create",
                         cs_arguments_office_create ("Name", "english", "UTC", TRUE, sections, "boss", "Boss", ""),
                         CS_ERROR_INVALID);
  office_fixture_refuse (fixture, NULL, "office.create",
                         cs_arguments_office_create ("Name", "en", "UTC", FALSE, sections, "boss", "Boss", "short"),
                         CS_ERROR_INVALID);
  office_fixture_do (fixture, NULL, "office.create",
                     cs_arguments_office_create ("Name", "en", "UTC", TRUE, sections, "boss", "Boss", ""));
  office_fixture_refuse (fixture, NULL, "office.create",
                         cs_arguments_office_create ("Name", "en", "UTC", TRUE, sections, "boss", "Boss", ""),
                         CS_ERROR_CONFLICT);
}

static JsonObject *
parse (const char *text)
{
  g_autoptr(GError) error = NULL;
  JsonObject *object = cs_json_parse_object (text, &error);

  g_assert_no_error (error);
  return object;
}

static void
test_arguments (Fixture       *fixture,
                gconstpointer  unused)
{
  static const struct
  {
    const char *operation;
    const char *arguments;
  } cases[] = {
    { "post.get", "{}" },
    { "post.get", "{\"post\":\"1\"}" },
    { "post.get", "{\"post\":1.5}" },
    { "post.get", "{\"post\":null}" },
    { "post.get", "{\"post\":[1]}" },
    { "post.get", "{\"post\":1,\"more\":2}" },
    { "post.list", "{\"state\":\"nowhere\"}" },
    { "post.list", "{\"search\":7}" },
    { "post.create", "{\"content\":[]}" },
    { "post.create", "{\"content\":{\"unknown\":1}}" },
    { "post.create", "{\"content\":{\"segments\":7}}" },
    { "post.create", "{\"content\":{\"accounts\":[99]}}" },
    { "post.create", "{\"release\":\"never\"}" },
    { "post.create", "{\"release\":\"at-time\",\"release_at\":-5}" },
    { "post.create", "{\"zone\":\"Nowhere/Land\"}" },
    { "post.save", "{\"post\":1,\"version\":true,\"content\":{}}" },
    { "chart.render", "{\"chart\":{\"kind\":\"pie\"}}" },
    { "media.path", "{\"digest\":\"xyz\"}" },
    { "publication.list", "{\"state\":\"lost\"}" },
  };
  g_autoptr(GString) longest = g_string_new (NULL);
  JsonObject *arguments = json_object_new ();

  g_test_summary ("Wrong types, unknown members, absent and oversized ones are refused by name, whoever sends them");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    office_fixture_refuse (fixture, "reviewer2", cases[i].operation, parse (cases[i].arguments), CS_ERROR_INVALID);

  for (guint i = 0; i < 5000; i++)
    g_string_append_c (longest, 'x');
  json_object_set_string_member (arguments, "search", longest->str);
  office_fixture_refuse (fixture, "leader", "post.list", arguments, CS_ERROR_TOO_LARGE);
  office_fixture_refuse (fixture, "leader", "no.such", NULL, CS_ERROR_NOT_FOUND);
}

static void
test_fuzz (Fixture       *fixture,
           gconstpointer  unused)
{
  static const char * const values[] = {
    "null", "true", "0", "-1", "9223372036854775807", "\"\"", "\"\\u0000\"", "\"…\"", "[]", "[[[]]]", "{}",
    "{\"a\":{\"b\":[]}}", "1e300",
  };
  guint n = 0;
  const CsOperation * const *list = cs_operations_list (&n);

  g_test_summary ("Whatever stands in whichever argument, the answer is a reply or an error of ours");
  office_fixture_submitted (fixture, "drafter", "Text");
  for (guint i = 0; i < n; i++)
    for (const CsArgument *argument = list[i]->arguments; argument && argument->name; argument++)
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        {
          g_autofree char *text = g_strdup_printf ("{\"%s\":%s}", argument->name, values[j]);
          g_autoptr(GError) error = NULL;
          g_autoptr(JsonObject) reply = NULL;

          if (g_str_has_prefix (list[i]->name, "session.") || g_str_has_prefix (list[i]->name, "person."))
            continue;
          reply = office_fixture_try (fixture, "admin", list[i]->name, parse (text), &error);
          g_assert_true (reply != NULL || error != NULL);
          if (error && error->domain != CS_ERROR && error->domain != G_IO_ERROR)
            g_error ("%s with %s: %s", list[i]->name, text, error->message);
        }
}

static void
called_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  unused)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) reply = NULL;

  g_test_summary ("The asynchronous call gives the same answers, and comes home to the main context");
  office_fixture_sit (fixture, "drafter");
  cs_office_call_async (CS_OFFICE (fixture->office), "post.create", NULL, NULL, called_cb, &result);
  g_assert_null (result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  reply = cs_office_call_finish (CS_OFFICE (fixture->office), result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (cs_reply_read_id (reply), ==, 1);
  g_clear_object (&result);

  cs_office_call_async (CS_OFFICE (fixture->office), "no.such", NULL, NULL, called_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (cs_office_call_finish (CS_OFFICE (fixture->office), result, &error));
  g_assert_error (error, CS_ERROR, CS_ERROR_NOT_FOUND);
  g_clear_object (&result);
  g_clear_error (&error);

  g_cancellable_cancel (cancelled);
  cs_office_call_async (CS_OFFICE (fixture->office), "post.create", NULL, cancelled, called_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (cs_office_call_finish (CS_OFFICE (fixture->office), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
count_cb (CsOffice *office,
          guint    *n)
{
  (*n)++;
}

static void
test_changed (Fixture       *fixture,
              gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;
  CsLocalOffice *other = cs_local_office_open (fixture->folder, &error);
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
  guint n = 0;

  g_test_summary ("What another program commits is noticed");
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &n);
  office_fixture_post (fixture, "drafter", "Text");
  while (n == 0 && g_get_monotonic_time () < deadline)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_assert_cmpuint (n, >, 0);
  g_object_unref (other);
}

static void
test_reference (void)
{
  guint n = 0;
  const CsOperation * const *list = cs_operations_list (&n);

  g_test_summary ("The reference says a sentence of every operation and of every argument");
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JsonObject) object = cs_operation_to_json (list[i]);
      JsonArray *arguments = cs_json_get_array (object, "arguments");

      g_assert_cmpstr (cs_json_get_text (object, "name"), ==, list[i]->name);
      g_assert_true (g_str_has_suffix (cs_json_get_text (object, "summary"), "."));
      for (guint j = 0; j < json_array_get_length (arguments); j++)
        g_assert_cmpstr (cs_json_get_text (cs_json_get_element (arguments, j), "summary"), !=, "");
      g_assert_true (cs_operations_find (list[i]->name) == list[i]);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) \
  g_test_add ("/office/door/" path, Fixture, NULL, office_fixture_set_up, function, office_fixture_tear_down)
  ADD ("matrix", test_matrix);
  ADD ("nobody", test_nobody);
  ADD ("arguments", test_arguments);
  ADD ("fuzz", test_fuzz);
  ADD ("async", test_async);
  ADD ("changed", test_changed);
  g_test_add ("/office/door/empty", Fixture, NULL, office_fixture_set_up_empty, test_empty, office_fixture_tear_down);
  g_test_add_func ("/office/door/reference", test_reference);
  return g_test_run ();
}
