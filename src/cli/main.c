/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "cs-cli.h"

typedef struct
{
  const char *subject;
  const char *verb; /* NULL = a command of one word */
  int       (*run)(CsCli *cli);
  const char *help;
} Command;

static const Command commands[] = {
  { "operations", NULL, cs_cli_run_operations, N_("operations  lists every operation with its arguments and roles") },
  { "account", "connect", cs_cli_run_connect,
    N_("account connect [--network N …]  connects an account by signing in with a browser; the options are those of account.connect-begin") },
  { "journal", "verify", cs_cli_run_verify, N_("journal verify  proves the whole office; exit 1 names what does not hold") },
  { "practice", "make", cs_cli_run_practice_make, N_("practice make [--language en|zh]  makes the practice office in the folder of --office") },
  { "practice", "serve", cs_cli_run_practice_serve,
    N_("practice serve [--folder F] [--port N] [--misbehave FAULTS]  serves the practice network") },
  { "publish", "run", cs_cli_run_publish, N_("publish run [--once]  sends what is due") },
  { "text", "count", cs_cli_run_text_count, N_("text count --network x|mastodon|bluesky  counts the lines of standard input") },
  { "backup", NULL, cs_cli_run_backup, N_("backup --to F  copies the office and checks the copy") },
  { "restore", NULL, cs_cli_run_restore, N_("restore --from F --to F  makes an office of a copy") },
  { "demo", NULL, cs_cli_run_demo, N_("demo  plays the whole job on a practice office, step by step") },
};

static void
print_help (void)
{
  g_print ("%s\n\n%s\n\n", _("countersign-cli [--office FOLDER] [--as LOGIN] [--password-file F] [--json] SUBJECT VERB [--ARGUMENT VALUE]…"),
           _("Calls an operation, such as “post list” or “post submit --post 12”. "
             "Values of objects and arrays are JSON, or @FILE with it."));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %s\n", _(commands[i].help));
}

/* Options that stand alone; every other one takes the next word as its value. */
static gboolean
stands_alone (const char *name)
{
  static const char * const alone[] = { "json", "once", "help", NULL };

  return g_strv_contains (alone, name);
}

static gboolean
take_option (CsCli      *cli,
             const char *name,
             const char *value)
{
  g_autofree char *key = g_strdelimit (g_strdup (name), "-", '_');

  if (g_str_equal (key, "office"))
    cli->office = value;
  else if (g_str_equal (key, "as"))
    cli->as = value;
  else if (g_str_equal (key, "password_file"))
    cli->password_file = value;
  else if (g_str_equal (key, "json"))
    cli->json = TRUE;
  else if (g_hash_table_contains (cli->options, key))
    return FALSE;
  else
    g_hash_table_insert (cli->options, g_steal_pointer (&key), (gpointer) value);

  return TRUE;
}

static gboolean
take_apart (CsCli  *cli,
            int     argc,
            char  **argv)
{
  for (int i = 1; i < argc; i++)
    {
      char *word = argv[i];
      char *equals = strchr (word, '=');

      if (!g_str_has_prefix (word, "--"))
        {
          g_ptr_array_add (cli->words, word);
          continue;
        }

      word += 2;
      if (equals)
        *equals++ = '\0';
      else if (stands_alone (word))
        equals = (char *) "";
      else if (i + 1 < argc)
        equals = argv[++i];
      else
        {
          cs_cli_misuse (_("“--%s” needs a value."), word);
          return FALSE;
        }

      if (!take_option (cli, word, equals))
        {
          cs_cli_misuse (_("“--%s” is given twice."), word);
          return FALSE;
        }
    }

  return TRUE;
}

static int
run_command (CsCli *cli)
{
  const char *subject = cli->words->len > 0 ? g_ptr_array_index (cli->words, 0) : NULL;
  const char *verb = cli->words->len > 1 ? g_ptr_array_index (cli->words, 1) : NULL;

  if (cs_cli_get_option (cli, "help"))
    {
      print_help ();
      return CS_CLI_DONE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].subject, subject) == 0 && g_strcmp0 (commands[i].verb, verb) == 0)
      return commands[i].run (cli);

  return cs_cli_run_call (cli);
}

/* The build folder's own translations for the program that runs there, else the installed ones. */
static const char *
find_locale_folder (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *build = g_path_get_dirname (BUILD_LOCALEDIR);

  if (program != NULL && g_str_has_prefix (program, build) &&
      g_file_test (BUILD_LOCALEDIR, G_FILE_TEST_IS_DIR))
    return BUILD_LOCALEDIR;

  return LOCALEDIR;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  g_autoptr(GHashTable) options = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  CsCli cli = { .words = words, .options = options };

  setlocale (LC_ALL, "");
  /* A machine without a locale still shows names and quotes as they are. */
  if (!g_get_charset (NULL))
    setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, find_locale_folder ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  folder = g_build_filename (g_get_user_data_dir (), "countersign", "practice", NULL);
  cli.office = folder;

  /* alone: in a command it is the argument "version" of post.save */
  if (argc == 2 && g_str_equal (argv[1], "--version"))
    {
      g_print ("countersign-cli %s\n", PACKAGE_VERSION);
      return CS_CLI_DONE;
    }

  if (!take_apart (&cli, argc, argv))
    return CS_CLI_USAGE;
  if (words->len == 0 && g_hash_table_size (options) == 0)
    return cs_cli_misuse (_("What is to be done?"));
  return run_command (&cli);
}
