/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <termios.h>
#include <unistd.h>

#include "cs-arguments.h"
#include "cs-cli.h"
#include "cs-key-client.h"
#include "cs-replies.h"
#include "cs-sealed-key.h"

#define MAX_PASSWORD_FILE 4096

const char *
cs_cli_get_option (CsCli      *cli,
                   const char *name)
{
  return g_hash_table_lookup (cli->options, name);
}

gboolean
cs_cli_check_options (CsCli              *cli,
                      const char * const *known)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, cli->options);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      {
        cs_cli_misuse (_("There is no option “--%s” here."), (const char *) name);
        return FALSE;
      }

  return TRUE;
}

int
cs_cli_misuse (const char *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_printerr ("countersign-cli: %s\n%s\n", text, _("“countersign-cli --help” explains the commands."));
  return CS_CLI_USAGE;
}

int
cs_cli_refuse (const GError *error)
{
  /* whoever pressed Ctrl+C knows */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CS_CLI_REFUSED;

  g_printerr ("countersign-cli: %s\n  (%s)\n", cs_error_sentence (error), error->message);
  return CS_CLI_REFUSED;
}

const char *
cs_cli_get_language (void)
{
  const char * const *languages = g_get_language_names ();

  return g_str_has_prefix (languages[0], "zh") ? "zh" : "en";
}

static char *
read_password_file (const char  *path,
                    GError     **error)
{
  g_autofree char *text = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &text, &size, error))
    return NULL;

  if (size > MAX_PASSWORD_FILE)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "“%s” is too long for a password", path);
      return NULL;
    }

  text[strcspn (text, "\r\n")] = '\0';
  return g_steal_pointer (&text);
}

/* From the terminal itself, so that it works with other standard input; what is typed is not shown. */
static char *
ask_secret (const char  *prompt,
            GError     **error)
{
  struct termios shown;
  struct termios hidden;
  char buffer[MAX_PASSWORD_FILE] = "";
  int terminal = g_open ("/dev/tty", O_RDWR | O_CLOEXEC, 0);
  char *typed = NULL;
  gssize n = 0;

  if (terminal < 0 || tcgetattr (terminal, &shown) != 0)
    {
      if (terminal >= 0)
        close (terminal);
      g_set_error (error, CS_ERROR, CS_ERROR_UNAUTHENTICATED,
                   "No terminal to ask for a password: use --password-file");
      return NULL;
    }

  hidden = shown;
  hidden.c_lflag &= (tcflag_t) ~ECHO;
  tcsetattr (terminal, TCSAFLUSH, &hidden);
  g_printerr ("%s", prompt);
  n = read (terminal, buffer, sizeof buffer - 1);
  tcsetattr (terminal, TCSAFLUSH, &shown);
  g_printerr ("\n");
  close (terminal);

  buffer[MAX (n, 0)] = '\0';
  buffer[strcspn (buffer, "\r\n")] = '\0';
  typed = g_strdup (buffer);
  cs_secret_erase_text (buffer);
  return typed;
}

static gboolean
take_seat (CsLocalOffice  *office,
           const char     *login,
           GError        **error)
{
  g_autoptr(JsonObject) reply = cs_office_call (CS_OFFICE (office), "person.list", NULL, NULL, error);
  g_autoptr(GPtrArray) people = reply ? cs_reply_read_people (reply) : NULL;

  if (!people)
    return FALSE;

  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->login, login))
        return cs_local_office_act_as (office, person->id, error);
    }

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "Nobody here has the login “%s”", login);
  return FALSE;
}

/* The digits of a second factor: from the environment where a program calls, else from the terminal, if they are asked for at all. */
static gboolean
open_session (CsCli          *cli,
              CsLocalOffice  *office,
              const char     *password,
              GError        **error)
{
  const char *given = g_getenv ("COUNTERSIGN_CODE");
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) problem = NULL;
  g_autofree char *code = NULL;

  reply = cs_office_call (CS_OFFICE (office), "session.open", cs_arguments_session_open_with (cli->as, password, given), NULL, &problem);
  if (reply)
    return TRUE;

  if (cli->password_file || given || !g_error_matches (problem, CS_ERROR, CS_ERROR_CODE_REQUIRED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (!(code = ask_secret (_("Six digits of the second factor: "), error)))
    return FALSE;

  reply = cs_office_call (CS_OFFICE (office), "session.open", cs_arguments_session_open_with (cli->as, password, code), NULL, error);
  return reply != NULL;
}

static gboolean
sign_in_with_password (CsCli          *cli,
                       CsLocalOffice  *office,
                       GError        **error)
{
  g_autofree char *prompt = g_strdup_printf (_("Password of %s: "), cli->as);
  char *password = cli->password_file ? read_password_file (cli->password_file, error) : ask_secret (prompt, error);
  gboolean good = password && open_session (cli, office, password, error);

  cs_secret_wipe_text (password);
  return good;
}

CsLocalOffice *
cs_cli_open (CsCli     *cli,
             gboolean   sign_in,
             GError   **error)
{
  gboolean cut = FALSE;
  g_autoptr(CsLocalOffice) office = NULL;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsOfficeInfo) info = NULL;

  /* a journal that was cut is opened for whoever signs in to accept or prove it: the door refuses all else */
  office = sign_in ? cs_local_office_open_cut (cli->office, &cut, error) : cs_local_office_open (cli->office, error);
  if (!office || !sign_in || !cli->as)
    return g_steal_pointer (&office);

  if (!(reply = cs_office_call (CS_OFFICE (office), "office.info", NULL, NULL, error)))
    return NULL;

  info = cs_reply_read_office (reply);
  if (info->practice ? !take_seat (office, cli->as, error) : !sign_in_with_password (cli, office, error))
    return NULL;
  return g_steal_pointer (&office);
}
