/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-rule-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cs-error.h"

/* Reads rules: files, and lists that an office imported. */

#define GROUP "Rule"
#define EXAMPLES "Examples"
#define PARAMETERS "Parameters"
#define MAX_EXAMPLES 60

static const char * const known_keys[] = {
  "Id", "Level", "Waive", "Languages", "Scope", "Labels", "Kind", "Pattern", "Not", "Words", "Builtin", "Sentence", "Reason",
};

static const struct { const char *nick; CsChecked checked; } scopes[] = {
  { "text", CS_CHECKED_TEXT },
  { "alt", CS_CHECKED_ALT },
  { "post", CS_CHECKED_POST },
  { "media", CS_CHECKED_MEDIA },
  { "chart", CS_CHECKED_CHART },
};

/* Says which file and which key; @format is what is wrong. */
static void
G_GNUC_PRINTF (4, 5)
set_wrong (GError     **error,
           const char  *name,
           const char  *key,
           const char  *format,
           ...)
{
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, CS_ERROR, CS_ERROR_BAD_RULE, "%s: %s: %s", name, key, what);
}

static gboolean
is_known (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_keys); i++)
    {
      gsize length = strlen (known_keys[i]);

      if (strncmp (key, known_keys[i], length) == 0 && (key[length] == '\0' || key[length] == '['))
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_keys (GKeyFile    *file,
            const char  *name,
            GError     **error)
{
  g_auto(GStrv) groups = g_key_file_get_groups (file, NULL);
  g_auto(GStrv) keys = g_key_file_get_keys (file, GROUP, NULL, NULL);

  for (guint i = 0; groups[i]; i++)
    if (!g_str_equal (groups[i], GROUP) && !g_str_equal (groups[i], EXAMPLES) && !g_str_equal (groups[i], PARAMETERS))
      {
        set_wrong (error, name, groups[i], "there is no such group in a rule");
        return FALSE;
      }
  if (!keys)
    {
      set_wrong (error, name, GROUP, "the group is missing");
      return FALSE;
    }
  for (guint i = 0; keys[i]; i++)
    if (!is_known (keys[i]))
      {
        set_wrong (error, name, keys[i], "there is no such key in a rule");
        return FALSE;
      }

  return TRUE;
}

/* "pack/name", both of small letters, digits and hyphens. */
static gboolean
read_id (CsCheckRule  *rule,
         GKeyFile     *file,
         const char   *name,
         GError      **error)
{
  const char *slash;

  rule->id = g_key_file_get_string (file, GROUP, "Id", NULL);
  slash = rule->id ? strchr (rule->id, '/') : NULL;
  if (!slash || slash == rule->id || slash[1] == '\0' || strlen (rule->id) > 80 || strchr (slash + 1, '/') ||
      strspn (rule->id, "abcdefghijklmnopqrstuvwxyz0123456789-/") != strlen (rule->id))
    {
      set_wrong (error, name, "Id", "“%s” is not of the form “pack/name”", rule->id ? rule->id : "");
      return FALSE;
    }
  rule->pack = g_strndup (rule->id, (gsize) (slash - rule->id));
  return TRUE;
}

static gboolean
read_scopes (CsCheckRule  *rule,
             GKeyFile     *file,
             const char   *name,
             GError      **error)
{
  g_auto(GStrv) list = g_key_file_get_string_list (file, GROUP, "Scope", NULL, NULL);
  guint checked = 0;

  for (guint i = 0; list && list[i]; i++)
    {
      guint found = 0;

      for (guint j = 0; j < G_N_ELEMENTS (scopes); j++)
        if (g_str_equal (scopes[j].nick, list[i]))
          found = scopes[j].checked;
      if (found == 0)
        {
          set_wrong (error, name, "Scope", "“%s” is none of text, alt, post, media, chart", list[i]);
          return FALSE;
        }
      checked |= found;
    }
  rule->checked = checked ? (CsChecked) checked : CS_CHECKED_TEXT;
  return TRUE;
}

static gboolean
read_plain (CsCheckRule  *rule,
            GKeyFile     *file,
            const char   *name,
            GError      **error)
{
  g_autofree char *level = g_key_file_get_string (file, GROUP, "Level", NULL);
  g_autofree char *waiver = g_key_file_get_string (file, GROUP, "Waive", NULL);
  g_autofree char *labels = g_key_file_get_string (file, GROUP, "Labels", NULL);

  if (!cs_level_from_nick (level, &rule->level))
    {
      set_wrong (error, name, "Level", "“%s” is neither block nor warn", level ? level : "");
      return FALSE;
    }
  if (waiver && !cs_waiver_from_nick (waiver, &rule->waiver))
    {
      set_wrong (error, name, "Waive", "“%s” is none of approver, leader, nobody", waiver);
      return FALSE;
    }
  if (labels && !cs_labels_from_string (labels, &rule->labels, NULL))
    {
      set_wrong (error, name, "Labels", "“%s” is no list of labels", labels);
      return FALSE;
    }
  rule->languages = g_key_file_get_string_list (file, GROUP, "Languages", NULL, NULL);
  rule->sentence = g_key_file_get_locale_string (file, GROUP, "Sentence", NULL, NULL);
  rule->reason = g_key_file_get_locale_string (file, GROUP, "Reason", NULL, NULL);
  if (!rule->sentence || *rule->sentence == '\0' || !rule->reason || *rule->reason == '\0')
    {
      set_wrong (error, name, rule->sentence && *rule->sentence ? "Reason" : "Sentence", "it is missing");
      return FALSE;
    }
  return read_scopes (rule, file, name, error);
}

/* As it stands in the file: no escapes, so that a pattern is written as everywhere else. */
static gboolean
read_pattern (GKeyFile    *file,
              const char  *name,
              const char  *key,
              GRegex     **regex,
              GError     **error)
{
  g_autofree char *pattern = g_key_file_get_value (file, GROUP, key, NULL);
  g_autoptr(GError) local = NULL;

  if (!pattern || *pattern == '\0' || !g_utf8_validate (pattern, -1, NULL))
    {
      set_wrong (error, name, key, "it is missing or not UTF-8");
      return FALSE;
    }
  *regex = cs_check_rule_compile (pattern, &local);
  if (!*regex)
    set_wrong (error, name, key, "%s", local->message);
  return *regex != NULL;
}

static gboolean
read_words (CsCheckRule  *rule,
            GKeyFile     *file,
            const char   *name,
            GError      **error)
{
  rule->word_list = g_key_file_get_string_list (file, GROUP, "Words", NULL, NULL);
  if (rule->word_list)
    rule->words = cs_word_set_new ((const char * const *) rule->word_list);
  if (rule->words && cs_word_set_size (rule->words) > 0)
    return TRUE;
  set_wrong (error, name, "Words", "there are none");
  return FALSE;
}

static gboolean
read_builtin (CsCheckRule  *rule,
              GKeyFile     *file,
              const char   *name,
              GError      **error)
{
  g_autofree char *builtin = g_key_file_get_string (file, GROUP, "Builtin", NULL);
  g_auto(GStrv) keys = g_key_file_get_keys (file, PARAMETERS, NULL, NULL);

  rule->builtin = builtin ? cs_check_builtin_find (builtin) : NULL;
  if (!rule->builtin)
    {
      set_wrong (error, name, "Builtin", "there is no test “%s”", builtin ? builtin : "");
      return FALSE;
    }
  if ((rule->checked & ~rule->builtin->checked) != 0)
    {
      set_wrong (error, name, "Scope", "“%s” cannot look there", builtin);
      return FALSE;
    }
  for (guint i = 0; keys && keys[i]; i++)
    g_hash_table_replace (rule->parameters, g_strdup (keys[i]), g_key_file_get_string (file, PARAMETERS, keys[i], NULL));
  return TRUE;
}

static gboolean
read_kind (CsCheckRule  *rule,
           GKeyFile     *file,
           const char   *name,
           GError      **error)
{
  g_autofree char *kind = g_key_file_get_string (file, GROUP, "Kind", NULL);

  if (g_key_file_has_key (file, GROUP, "Not", NULL) && !read_pattern (file, name, "Not", &rule->except, error))
    return FALSE;
  if (g_strcmp0 (kind, "builtin") == 0)
    return read_builtin (rule, file, name, error);
  if ((rule->checked & ~(guint) (CS_CHECKED_TEXT | CS_CHECKED_ALT)) != 0)
    {
      set_wrong (error, name, "Scope", "patterns and words are looked for in text and alt only");
      return FALSE;
    }
  if (g_strcmp0 (kind, "pattern") == 0)
    return read_pattern (file, name, "Pattern", &rule->pattern, error);
  if (g_strcmp0 (kind, "words") == 0)
    return read_words (rule, file, name, error);
  set_wrong (error, name, "Kind", "“%s” is none of pattern, words, builtin", kind ? kind : "");
  return FALSE;
}

/* Fires1, Fires2, …: in the order of the file. */
static char **
read_examples (GKeyFile   *file,
               const char *prefix)
{
  g_auto(GStrv) keys = g_key_file_get_keys (file, EXAMPLES, NULL, NULL);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; keys && keys[i] && list->len < MAX_EXAMPLES; i++)
    {
      char *text = g_str_has_prefix (keys[i], prefix) ? g_key_file_get_string (file, EXAMPLES, keys[i], NULL) : NULL;

      if (text)
        g_ptr_array_add (list, text);
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

CsCheckRule *
cs_check_rule_parse (const char  *name,
                     const char  *data,
                     gsize        size,
                     GError     **error)
{
  g_autoptr(CsCheckRule) rule = cs_check_rule_alloc ();
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GError) local = NULL;

  if (size > CS_CHECK_RULE_MAX_BYTES || !g_utf8_validate (data, (gssize) size, NULL))
    {
      set_wrong (error, name, GROUP, "the file is not UTF-8, or larger than %d bytes", CS_CHECK_RULE_MAX_BYTES);
      return NULL;
    }
  if (!g_key_file_load_from_data (file, data, size, G_KEY_FILE_KEEP_TRANSLATIONS, &local))
    {
      set_wrong (error, name, GROUP, "%s", local->message);
      return NULL;
    }
  if (!check_keys (file, name, error) || !read_id (rule, file, name, error) || !read_plain (rule, file, name, error) ||
      !read_kind (rule, file, name, error))
    return NULL;

  rule->fires = read_examples (file, "Fires");
  rule->quiet = read_examples (file, "Quiet");
  return g_steal_pointer (&rule);
}

static char **
split_lines (const char *words)
{
  g_auto(GStrv) lines = g_strsplit_set (words, "\r\n", -1);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; lines[i]; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (*line != '\0' && *line != '#')
        g_ptr_array_add (list, g_strdup (line));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

static void
say_list (CsCheckRule *rule,
          const char  *name,
          const char  *kind)
{
  if (rule->ordered)
    {
      /* Translators: {words} stays as it is; names of people in office are listed in the order of their rank. */
      rule->sentence = g_strdup (_("The order of names: {words}"));
      /* Translators: %s is the name of the list. */
      rule->reason = g_strdup_printf (_("The list “%s” gives another order."), name);
      return;
    }
  /* Translators: {words} stays as it is. */
  rule->sentence = g_strdup (g_str_equal (kind, "banned") ? _("Banned wording: “{words}”") : _("Sensitive wording: “{words}”"));
  /* Translators: %s is the name of the list. */
  rule->reason = g_strdup_printf (_("It stands on the office’s list “%s”."), name);
}

CsCheckRule *
cs_check_rule_new_list (const char  *id,
                        const char  *name,
                        const char  *kind,
                        CsLevel      level,
                        const char  *words,
                        GError     **error)
{
  g_autoptr(CsCheckRule) rule = cs_check_rule_alloc ();

  if (!g_utf8_validate (words, -1, NULL))
    {
      g_set_error (error, CS_ERROR, CS_ERROR_ENCODING, "The list “%s” is not UTF-8", name);
      return NULL;
    }
  rule->id = g_strdup (id);
  rule->pack = g_strdup ("list");
  rule->level = level;
  rule->checked = (CsChecked) (CS_CHECKED_TEXT | CS_CHECKED_ALT);
  rule->word_list = split_lines (words);
  rule->words = cs_word_set_new ((const char * const *) rule->word_list);
  rule->ordered = g_str_equal (kind, "titles");
  rule->fires = g_new0 (char *, 1);
  rule->quiet = g_new0 (char *, 1);
  say_list (rule, name, kind);
  if (cs_word_set_size (rule->words) > 0)
    return g_steal_pointer (&rule);

  g_set_error (error, CS_ERROR, CS_ERROR_BAD_RULE, "The list “%s” has no words", name);
  return NULL;
}
