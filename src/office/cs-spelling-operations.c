/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-call.h"
#include "cs-card-rows.h"
#include "cs-error.h"
#include "cs-operations-private.h"

/* The office's own words, which its spell check takes as right. */

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) words = cs_spelling_rows_list (call->db, cs_call_get_text (call, "language"), error);
  JsonArray *array = NULL;
  JsonObject *reply = NULL;

  if (!words)
    return NULL;

  array = json_array_new ();
  for (guint i = 0; i < words->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (words, i));

  reply = json_object_new ();
  json_object_set_array_member (reply, "words", array);
  return reply;
}

static gboolean
is_word (const char *word)
{
  if (*word == '\0')
    return FALSE;
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isalpha (c) && !g_unichar_ismark (c) && c != '\'' && c != 0x2019)
        return FALSE;
    }

  return TRUE;
}

static JsonObject *
run_add (CsCall  *call,
         GError **error)
{
  const char *word = cs_call_get_text (call, "word");

  if (!is_word (word))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "“%s” is not one word", word);
      return NULL;
    }

  return cs_spelling_rows_add (call->db, cs_call_get_text (call, "language"), word, call->actor->id, call->now, error)
         ? json_object_new () : NULL;
}

static const CsArgument list_arguments[] = {
  { "language", CS_ARGUMENT_TEXT, TRUE, 8, N_("ISO 639-1") },
  { NULL },
};

static const CsArgument add_arguments[] = {
  { "language", CS_ARGUMENT_TEXT, TRUE, 8, N_("ISO 639-1") },
  { "word", CS_ARGUMENT_TEXT, TRUE, 200, N_("one word") },
  { NULL },
};

const CsOperation cs_spelling_operations[] = {
  { "spelling.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the words that the office’s spell check takes as right."), list_arguments, NULL, NULL, run_list },
  { "spelling.add", CS_ROLE_DRAFTER | CS_ROLE_REVIEWER | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Adds a word to them."), add_arguments, NULL, NULL, run_add },
  { NULL },
};
