/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

/* The terminal's program, run as a shell runs it: exit codes, what it prints, and that it refuses what the workstation refuses. */

typedef struct
{
  int   status;
  char *out; /* owned */
  char *err; /* owned */
} Run;

static char *office;

static void
run_clear (Run *run)
{
  g_free (run->out);
  g_free (run->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static void
run_with_input (Run                *run,
                const char         *input,
                const char * const *words)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) g_getenv ("COUNTERSIGN_CLI"));
  g_ptr_array_add (argv, (gpointer) "--office");
  g_ptr_array_add (argv, office);
  for (guint i = 0; words[i]; i++)
    g_ptr_array_add (argv, (gpointer) words[i]);
  g_ptr_array_add (argv, NULL);

  process = g_subprocess_newv ((const char * const *) argv->pdata,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                               G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, input, NULL, &run->out, &run->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  run->status = g_subprocess_get_exit_status (process);
}

#define RUN(run, ...) run_with_input (run, NULL, (const char * const[]) { __VA_ARGS__, NULL })

static void
test_demo (void)
{
  g_auto(Run) run = { 0 };
  g_auto(Run) verified = { 0 };
  g_auto(Run) again = { 0 };

  g_test_summary ("The demonstration makes the practice office, does the whole job, names the page; and once more on the same office");
  RUN (&run, "demo");
  g_assert_cmpstr (run.err, ==, "");
  g_assert_cmpint (run.status, ==, 0);
  g_assert_nonnull (strstr (run.out, "http://127.0.0.1:"));
  g_assert_nonnull (strstr (run.out, "practice serve"));
  RUN (&verified, "--as", "clara", "journal", "verify");
  g_assert_cmpint (verified.status, ==, 0);
  RUN (&again, "demo");
  g_assert_cmpint (again.status, ==, 0);
}

static void
test_calls (void)
{
  g_auto(Run) created = { 0 };
  g_auto(Run) listed = { 0 };
  g_auto(Run) table = { 0 };
  g_autoptr(JsonNode) node = NULL;

  g_test_summary ("Any operation is called by subject and verb; lists come as tables, or as JSON");
  RUN (&created, "--as", "anna", "--json", "post", "create", "--content", "{\"segments\":[{\"text\":\"From the terminal\"}]}");
  g_assert_cmpint (created.status, ==, 0);
  RUN (&listed, "--as", "anna", "--json", "post", "list", "--limit", "1");
  node = json_from_string (listed.out, NULL);
  g_assert_nonnull (node);
  g_assert_true (json_object_has_member (json_node_get_object (node), "posts"));
  RUN (&table, "--as", "anna", "post", "list", "--limit", "1");
  g_assert_nonnull (strstr (table.out, "From the terminal"));
}

static void
test_refusals (void)
{
  static const struct
  {
    const char *words[8];
    int         status;
  } cases[] = {
    { { "post", "list" }, 1 },                                   /* nobody signed in */
    { { "--as", "nobody", "post", "list" }, 1 },
    { { "--as", "anna", "post", "get", "--post", "404" }, 1 },
    { { "--as", "anna", "person", "retire", "--person", "1" }, 1 },
    { { "--as", "anna", "post", "get" }, 2 },                    /* --post is missing */
    { { "--as", "anna", "post", "get", "--post", "many" }, 2 },
    { { "--as", "anna", "post", "get", "--pots", "1" }, 2 },
    { { "--as", "anna", "post", "get", "--post" }, 2 },
    { { "--as", "anna", "post", "dance" }, 2 },
    { { "post" }, 2 },
    { { "text", "count", "--network", "pigeon" }, 2 },
    { { "practice", "make" }, 1 },                               /* not empty */
    { { "restore", "--from", "/nowhere", "--to", "/nowhere/else" }, 1 },
  };

  g_test_summary ("What is not understood exits 2, what is refused 1, each with a sentence on standard error");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(Run) run = { 0 };

      run_with_input (&run, NULL, cases[i].words);
      g_assert_cmpint (run.status, ==, cases[i].status);
      g_assert_cmpstr (run.err, !=, "");
      g_assert_cmpstr (run.out, ==, "");
    }
}

/* The newest post's digest and id, as the terminal shows them. */
static char *
find_digest (const char *post)
{
  g_auto(Run) run = { 0 };
  g_autoptr(JsonNode) node = NULL;

  RUN (&run, "--as", "helen", "--json", "post", "get", "--post", post);
  node = json_from_string (run.out, NULL);
  return g_strdup (json_object_get_string_member (json_node_get_object (node), "digest"));
}

static void
test_contributors (void)
{
  static const char * const refused[] = { "leo", "admin", "maria" };
  g_autofree char *digest = NULL;
  g_auto(Run) saved = { 0 };

  g_test_summary ("Author, administrator who edited and co-editor are refused here too, with the reason");
  digest = find_digest ("12");
  RUN (&saved, "--as", "admin", "post", "save", "--post", "12", "--version", "1", "--content",
       "{\"segments\":[{\"text\":\"Edited by the administrator\"}],\"accounts\":[1]}");
  g_assert_cmpint (saved.status, ==, 0);
  g_clear_pointer (&saved.out, g_free);
  g_clear_pointer (&saved.err, g_free);
  RUN (&saved, "--as", "maria", "post", "save", "--post", "12", "--version", "2", "--content",
       "{\"segments\":[{\"text\":\"Edited by the section head\"}],\"accounts\":[1]}");
  g_assert_cmpint (saved.status, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_auto(Run) run = { 0 };

      RUN (&run, "--as", refused[i], "post", "decide", "--post", "12", "--digest", digest, "--verdict", "approve");
      g_assert_cmpint (run.status, ==, 1);
      if (!strstr (run.err, "contributor"))
        g_error ("%s: %s", refused[i], run.err);
    }
}

static void
test_text_count (void)
{
  g_auto(Run) lines = { 0 };
  g_auto(Run) array = { 0 };
  g_auto(Run) wrong = { 0 };
  const char * const plain[] = { "text", "count", "--network", "x", NULL };
  const char * const json[] = { "text", "count", "--network", "x", "--json", NULL };

  g_test_summary ("Texts are counted by lines or as a JSON array");
  run_with_input (&lines, "abc\n你好\n", plain);
  g_assert_cmpstr (lines.out, ==, "3/280 fits\n4/280 fits\n");
  run_with_input (&array, "[\"abc\",\"https://www.example.com/long x\\ny\"]", json);
  g_assert_cmpstr (array.out, ==, "[{\"length\":3,\"limit\":280,\"fits\":true},{\"length\":27,\"limit\":280,\"fits\":true}]\n");
  run_with_input (&wrong, "{}", json);
  g_assert_cmpint (wrong.status, ==, 1);
}

static void
test_verify_finds (void)
{
  g_autofree char *media = g_build_filename (office, "media", NULL);
  g_autoptr(GDir) dir = g_dir_open (media, 0, NULL);
  g_autofree char *path = g_build_filename (media, g_dir_read_name (dir), NULL);
  g_autofree char *content = NULL;
  g_auto(Run) run = { 0 };
  gsize size = 0;

  g_test_summary ("One changed byte of a picture: the place is named, exit 1");
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  content[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (path, content, (gssize) size, NULL));
  RUN (&run, "--as", "clara", "journal", "verify");
  g_assert_cmpint (run.status, ==, 1);
  g_assert_nonnull (strstr (run.out, "media"));
}

static void
test_operations (void)
{
  g_auto(Run) plain = { 0 };
  g_auto(Run) json = { 0 };
  g_autoptr(JsonNode) node = NULL;

  g_test_summary ("The reference is printed, and given as JSON");
  RUN (&plain, "operations");
  g_assert_nonnull (strstr (plain.out, "post.decide"));
  RUN (&json, "operations", "--json");
  node = json_from_string (json.out, NULL);
  g_assert_true (node && JSON_NODE_HOLDS_ARRAY (node));
}

static void
test_backup (void)
{
  g_autofree char *to = g_strconcat (office, "-copy", NULL);
  g_autofree char *restored = g_strconcat (office, "-restored", NULL);
  g_auto(Run) copied = { 0 };
  g_auto(Run) back = { 0 };

  g_test_summary ("A copy is made, and an office of the copy");
  RUN (&copied, "backup", "--to", to);
  g_assert_cmpint (copied.status, ==, 0);
  RUN (&back, "restore", "--from", to, "--to", restored);
  g_assert_cmpint (back.status, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("countersign-XXXXXX", NULL);
  g_autofree char *remove = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  office = g_build_filename (folder, "office", NULL);
  g_test_add_func ("/cli/demo", test_demo);
  g_test_add_func ("/cli/calls", test_calls);
  g_test_add_func ("/cli/refusals", test_refusals);
  g_test_add_func ("/cli/contributors", test_contributors);
  g_test_add_func ("/cli/text-count", test_text_count);
  g_test_add_func ("/cli/operations", test_operations);
  g_test_add_func ("/cli/backup", test_backup);
  g_test_add_func ("/cli/verify-finds", test_verify_finds);
  status = g_test_run ();
  remove = g_strdup_printf ("rm -rf '%s'", folder);
  g_spawn_command_line_sync (remove, NULL, NULL, NULL, NULL);
  g_free (office);
  return status;
}
