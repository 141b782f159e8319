/* SPDX-License-Identifier: GPL-3.0-or-later */

/* office-people FOLDER: the people of an office, at the end of a pipe.
 *
 * Each line of standard input is a JSON array [login, operation, arguments]; each line of standard output the reply, or {"refused": name, "message": text}. Everything goes through
 * the office's door, as from the workstation, without a new program for every act. "" as login stands for nobody: the first start. Ends with its standard input. */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cs-local-office.h"
#include "cs-replies.h"

static void
tell (JsonObject *object)
{
  g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);

  puts (text);
  fflush (stdout);
}

static void
tell_refusal (const GError *error)
{
  g_autoptr(JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "refused", error->domain == CS_ERROR ? cs_error_nick (error->code) : "failed");
  json_object_set_string_member (object, "message", error->message);
  tell (object);
}

static gint64
find_person (GPtrArray  *people,
             const char *login)
{
  for (guint i = 0; i < people->len; i++)
    {
      const CsPersonInfo *person = g_ptr_array_index (people, i);

      if (g_str_equal (person->login, login))
        return person->id;
    }

  g_error ("Nobody is called %s", login);
}

/* Only who is somebody else than before takes the seat again. */
static gboolean
take_seat (CsLocalOffice *office,
           const char    *login,
           GError       **error)
{
  static GPtrArray *people = NULL;
  static char *seated = NULL;
  g_autoptr(JsonObject) listed = NULL;

  if (*login == '\0' || (seated != NULL && g_str_equal (login, seated)))
    return TRUE;

  if (people == NULL)
    {
      if (!(listed = cs_office_call (CS_OFFICE (office), "person.list", NULL, NULL, error)))
        return FALSE;
      people = cs_reply_read_people (listed);
    }
  g_free (seated);
  seated = NULL;
  if (!cs_local_office_act_as (office, find_person (people, login), error))
    return FALSE;
  seated = g_strdup (login);
  return TRUE;
}

static gboolean
do_line (CsLocalOffice *office,
         const char    *line,
         GError       **error)
{
  g_autoptr(JsonNode) node = json_from_string (line, error);
  g_autoptr(JsonObject) reply = NULL;
  JsonArray *act;

  if (node == NULL)
    return FALSE;

  act = json_node_get_array (node);
  if (!take_seat (office, json_array_get_string_element (act, 0), error))
    return FALSE;
  reply = cs_office_call (CS_OFFICE (office), json_array_get_string_element (act, 1),
                          json_object_ref (json_array_get_object_element (act, 2)), NULL, error);
  if (reply == NULL)
    return FALSE;

  tell (reply);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CsLocalOffice) office = NULL;
  char *line = NULL;
  size_t room = 0;

  if (argc != 2 || !(office = cs_local_office_open (argv[1], &error)))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "office-people FOLDER");
      return 2;
    }

  while (getline (&line, &room, stdin) > 0)
    {
      g_autoptr(GError) refusal = NULL;

      if (!do_line (office, line, &refusal))
        tell_refusal (refusal);
      while (g_main_context_iteration (NULL, FALSE))
        continue;
    }

  free (line);
  return 0;
}
