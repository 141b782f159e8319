/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-check-files.h"
#include "cs-error.h"
#include "cs-operations-private.h"

/* The rules of an office and its word lists. */

#define MAX_LIST_BYTES (1024 * 1024)
#define MAX_LISTS 50

static JsonObject *
rule_to_json (const CsCheckRule *rule)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", cs_check_rule_get_id (rule));
  json_object_set_string_member (object, "pack", cs_check_rule_get_pack (rule));
  json_object_set_string_member (object, "level", cs_level_nick (cs_check_rule_get_level (rule)));
  json_object_set_string_member (object, "waiver", cs_waiver_nick (cs_check_rule_get_waiver (rule)));
  json_object_set_string_member (object, "sentence", cs_check_rule_get_sentence (rule));
  json_object_set_string_member (object, "reason", cs_check_rule_get_reason (rule));
  return object;
}

static guint
count_words (const char *content)
{
  g_auto(GStrv) lines = g_strsplit (content, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i]; i++)
    {
      const char *line = g_strstrip (lines[i]);

      n += *line != '\0' && *line != '#';
    }
  return n;
}

static JsonObject *
list_to_json (const CsWordListRow *row,
              gboolean             whole)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", row->id);
  json_object_set_string_member (object, "name", row->name);
  json_object_set_string_member (object, "kind", row->kind);
  json_object_set_string_member (object, "level", cs_level_nick (row->level));
  json_object_set_int_member (object, "words", count_words (row->content));
  if (whole)
    json_object_set_string_member (object, "content", row->content);
  return object;
}

static JsonArray *
lists_to_json (GPtrArray *lists,
               gboolean   whole)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lists->len; i++)
    json_array_add_object_element (array, list_to_json (g_ptr_array_index (lists, i), whole));
  return array;
}

/* What a composer needs to check as one types: the texts of the rules that are on, and the lists. */
static JsonObject *
run_rules (CsCall  *call,
           GError **error)
{
  g_autoptr(GPtrArray) files = cs_check_files_load (call->folder, NULL, error);
  g_autoptr(GPtrArray) packs = files ? cs_check_rows_list_packs (call->db, error) : NULL;
  g_autoptr(GPtrArray) lists = packs ? cs_word_list_rows_list (call->db, error) : NULL;
  JsonArray *texts = NULL;
  JsonObject *reply = NULL;

  if (!lists)
    return NULL;

  texts = json_array_new ();
  for (guint i = 0; i < files->len; i++)
    {
      const CsCheckFile *file = g_ptr_array_index (files, i);

      if (cs_check_pack_is_on (packs, cs_check_rule_get_pack (file->rule)))
        json_array_add_string_element (texts, file->text);
    }
  reply = json_object_new ();
  json_object_set_array_member (reply, "rules", texts);
  json_object_set_array_member (reply, "lists", lists_to_json (lists, TRUE));
  return reply;
}

static JsonArray *
packs_to_json (GPtrArray *files,
               GPtrArray *packs)
{
  JsonArray *array = json_array_new ();
  const char *last = "";

  for (guint i = 0; i < files->len; i++)
    {
      const char *pack = cs_check_rule_get_pack (((const CsCheckFile *) g_ptr_array_index (files, i))->rule);
      JsonObject *object;

      if (g_str_equal (pack, last))
        continue;
      last = pack;
      object = json_object_new ();
      json_object_set_string_member (object, "pack", pack);
      json_object_set_boolean_member (object, "on", cs_check_pack_is_on (packs, pack));
      json_object_set_boolean_member (object, "always", g_str_equal (pack, CS_CHECK_PACK_ALWAYS) ||
                                      g_str_equal (pack, CS_CHECK_PACK_OWN));
      json_array_add_object_element (array, object);
    }
  return array;
}

static JsonObject *
run_list (CsCall  *call,
          GError **error)
{
  g_autoptr(GPtrArray) problems = NULL;
  g_autoptr(GPtrArray) files = cs_check_files_load (call->folder, &problems, error);
  g_autoptr(GPtrArray) packs = files ? cs_check_rows_list_packs (call->db, error) : NULL;
  g_autoptr(GPtrArray) lists = packs ? cs_word_list_rows_list (call->db, error) : NULL;
  JsonArray *rules = NULL;
  JsonArray *wrong = NULL;
  JsonObject *reply = NULL;

  if (!lists)
    return NULL;

  rules = json_array_new ();
  for (guint i = 0; i < files->len; i++)
    json_array_add_object_element (rules, rule_to_json (((const CsCheckFile *) g_ptr_array_index (files, i))->rule));
  wrong = json_array_new ();
  for (guint i = 0; i < problems->len; i++)
    json_array_add_string_element (wrong, g_ptr_array_index (problems, i));
  reply = json_object_new ();
  json_object_set_array_member (reply, "packs", packs_to_json (files, packs));
  json_object_set_array_member (reply, "rules", rules);
  json_object_set_array_member (reply, "lists", lists_to_json (lists, FALSE));
  json_object_set_array_member (reply, "problems", wrong);
  return reply;
}

static gboolean
check_pack (GPtrArray   *files,
            const char  *pack,
            GError     **error)
{
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (cs_check_rule_get_pack (((const CsCheckFile *) g_ptr_array_index (files, i))->rule), pack) &&
        !g_str_equal (pack, CS_CHECK_PACK_ALWAYS) && !g_str_equal (pack, CS_CHECK_PACK_OWN))
      return TRUE;

  g_set_error (error, CS_ERROR, CS_ERROR_NOT_FOUND, "There is no pack “%s” to be switched", pack);
  return FALSE;
}

static JsonObject *
run_set_pack (CsCall  *call,
              GError **error)
{
  const char *pack = cs_call_get_text (call, "pack");
  gboolean on = cs_call_get_boolean (call, "on");
  g_autoptr(GPtrArray) files = cs_check_files_load (call->folder, NULL, error);
  g_autoptr(GPtrArray) packs = files ? cs_check_rows_list_packs (call->db, error) : NULL;
  JsonObject *details = NULL;

  if (!packs || !check_pack (files, pack, error))
    return NULL;

  /* no change, no entry */
  if (cs_check_pack_is_on (packs, pack) == on)
    return run_list (call, error);

  details = json_object_new ();
  json_object_set_boolean_member (details, "on", on);
  json_object_set_string_member (details, "pack", pack);
  if (!cs_check_rows_set_pack (call->db, pack, on, error) ||
      !cs_call_journal (call, 0, CS_JOURNAL_CHECK_PACK_SET, details, error))
    return NULL;
  return run_list (call, error);
}

/* The file is read on a reader thread; a list may also come as text, from another computer. */
static gpointer
prepare_set_list (CsCall  *call,
                  GError **error)
{
  g_autofree char *text = NULL;
  gsize size = 0;

  if (cs_call_has (call, "content"))
    return g_strdup (cs_call_get_text (call, "content"));
  if (!cs_call_has (call, "path"))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A word list needs “path” or “content”");
      return NULL;
    }
  if (!g_file_get_contents (cs_call_get_text (call, "path"), &text, &size, error))
    return NULL;
  if (size > MAX_LIST_BYTES)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "A word list has at most %d bytes", MAX_LIST_BYTES);
      return NULL;
    }
  if (!g_utf8_validate (text, (gssize) size, NULL))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_ENCODING, "The word list is not UTF-8");
      return NULL;
    }
  if (g_str_has_prefix (text, "\xef\xbb\xbf"))
    return g_strdup (text + 3);
  return g_steal_pointer (&text);
}

static CsWordListRow *
read_list (CsCall  *call,
           GError **error)
{
  gint64 id = cs_call_has (call, "list") ? cs_call_get_int64 (call, "list") : 0;
  g_autoptr(CsWordListRow) row = id != 0 ? cs_word_list_rows_get (call->db, id, error) : g_new0 (CsWordListRow, 1);
  const char *kind = cs_call_get_text (call, "kind");

  if (!row)
    return NULL;

  g_clear_pointer (&row->name, g_free);
  if (!(row->name = cs_call_dup_name (cs_call_get_text (call, "name"), "word list", error)))
    return NULL;
  if ((!g_str_equal (kind, "banned") && !g_str_equal (kind, "sensitive") && !g_str_equal (kind, "titles")) ||
      !cs_level_from_nick (cs_call_get_text (call, "level"), &row->level))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_INVALID, "A word list is banned, sensitive or titles, and blocks or warns");
      return NULL;
    }
  g_free (row->kind);
  row->kind = g_strdup (kind);
  g_free (row->content);
  row->content = g_strdup (call->prepared);
  row->changed_by = call->actor->id;
  row->changed_at = call->now;
  return g_steal_pointer (&row);
}

static JsonObject *
run_set_list (CsCall  *call,
              GError **error)
{
  g_autoptr(CsWordListRow) row = read_list (call, error);
  g_autoptr(CsCheckRule) rule = row ? cs_check_files_rule_of_list (row, error) : NULL;
  g_autoptr(GPtrArray) lists = rule ? cs_word_list_rows_list (call->db, error) : NULL;
  JsonObject *details = NULL;
  CsDigest digest;

  if (!lists)
    return NULL;
  if (row->id == 0 && lists->len >= MAX_LISTS)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_TOO_LARGE, "An office has at most %d word lists", MAX_LISTS);
      return NULL;
    }
  if (!cs_word_list_rows_set (call->db, row, error))
    return NULL;

  digest = cs_digest_of_bytes (row->content, strlen (row->content));
  details = json_object_new ();
  cs_json_set_digest (details, "digest", &digest);
  json_object_set_int_member (details, "entries", count_words (row->content));
  json_object_set_string_member (details, "kind", row->kind);
  json_object_set_string_member (details, "level", cs_level_nick (row->level));
  json_object_set_int_member (details, "list", row->id);
  json_object_set_string_member (details, "name", row->name);
  if (!cs_call_journal (call, 0, CS_JOURNAL_WORD_LIST_SET, details, error))
    return NULL;
  return run_list (call, error);
}

static JsonObject *
run_remove_list (CsCall  *call,
                 GError **error)
{
  g_autoptr(CsWordListRow) row = cs_word_list_rows_get (call->db, cs_call_get_int64 (call, "list"), error);
  JsonObject *details = NULL;

  if (!row || !cs_word_list_rows_remove (call->db, row->id, error))
    return NULL;

  details = json_object_new ();
  json_object_set_int_member (details, "list", row->id);
  json_object_set_string_member (details, "name", row->name);
  if (!cs_call_journal (call, 0, CS_JOURNAL_WORD_LIST_REMOVED, details, error))
    return NULL;
  return run_list (call, error);
}

static const CsArgument pack_arguments[] = {
  { "pack", CS_ARGUMENT_TEXT, TRUE, 80, N_("such as general, cn, uk, us") },
  { "on", CS_ARGUMENT_BOOLEAN, TRUE, 0, N_("whether posts are checked by it from now on") },
  { NULL },
};

static const CsArgument set_list_arguments[] = {
  { "list", CS_ARGUMENT_INTEGER, FALSE, 0, N_("which list is replaced; a new one if left out") },
  { "name", CS_ARGUMENT_TEXT, TRUE, 800, N_("what it is called") },
  { "kind", CS_ARGUMENT_TEXT, TRUE, 20, N_("banned, sensitive, or titles (names in the order that listings keep)") },
  { "level", CS_ARGUMENT_TEXT, TRUE, 10, N_("block or warn") },
  { "path", CS_ARGUMENT_TEXT, FALSE, 0, N_("of a text file, UTF-8, one entry a line") },
  { "content", CS_ARGUMENT_TEXT, FALSE, MAX_LIST_BYTES, N_("the entries themselves, instead of a file") },
  { NULL },
};

static const CsArgument list_arguments[] = {
  { "list", CS_ARGUMENT_INTEGER, TRUE, 0, N_("which list") },
  { NULL },
};

const CsOperation cs_check_operations[] = {
  { "check.rules", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Gives the rules by which posts are checked now, as their files say them, and the word lists."),
    NULL, NULL, NULL, run_rules },
  { "check.list", CS_ROLE_ANYONE, CS_OPERATION_READ,
    N_("Lists the packs of checks, all their rules with level and reason, the word lists, and files that cannot be used."),
    NULL, NULL, NULL, run_list },
  { "check.set-pack", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Switches a pack of checks on or off."), pack_arguments, NULL, NULL, run_set_pack },
  { "check.set-list", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Imports a list of words: banned, sensitive, or names in their order."),
    set_list_arguments, prepare_set_list, g_free, run_set_list },
  { "check.remove-list", CS_ROLE_ADMINISTRATOR, CS_OPERATION_WRITE,
    N_("Removes a word list."), list_arguments, NULL, NULL, run_remove_list },
  { NULL },
};
