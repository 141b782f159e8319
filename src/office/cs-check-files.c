/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-files.h"

#include "cs-error.h"

/* More files than this are no rules of an office any more. */
#define MAX_OWN_FILES 500

static void
free_file (gpointer data)
{
  CsCheckFile *file = data;

  cs_check_rule_unref (file->rule);
  g_free (file->text);
  g_free (file);
}

static CsCheckFile *
copy_file (const CsCheckFile *file)
{
  CsCheckFile *copy = g_new0 (CsCheckFile, 1);

  copy->rule = cs_check_rule_ref (file->rule);
  copy->text = g_strdup (file->text);
  return copy;
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 (*(const char * const *) one, *(const char * const *) other);
}

/* The rule files right in @folder, by name. */
static GPtrArray *
list_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && paths->len < MAX_OWN_FILES && (name = g_dir_read_name (dir)))
    if (g_str_has_suffix (name, ".rule"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return paths;
}

static CsCheckFile *
read_file (const char  *path,
           GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *text = NULL;
  g_autoptr(CsCheckRule) rule = NULL;
  CsCheckFile *file;
  gsize size = 0;

  if (!g_file_get_contents (path, &text, &size, error) ||
      !(rule = cs_check_rule_parse (valid, text, size, error)))
    return NULL;

  file = g_new0 (CsCheckFile, 1);
  file->rule = g_steal_pointer (&rule);
  file->text = g_steal_pointer (&text);
  return file;
}

static void
add_folder (const char *folder,
            GPtrArray  *files,
            GPtrArray  *problems,
            gboolean    own)
{
  g_autoptr(GPtrArray) paths = list_folder (folder);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr(GError) error = NULL;
      CsCheckFile *file = read_file (g_ptr_array_index (paths, i), &error);

      if (file && (!own || cs_check_rule_test (file->rule, &error)))
        {
          g_ptr_array_add (files, file);
          continue;
        }
      g_clear_pointer (&file, free_file);
      g_ptr_array_add (problems, g_strdup (error->message));
    }
}

static GPtrArray *
read_packs (const char *root,
            GPtrArray  *problems)
{
  g_autoptr(GDir) dir = g_dir_open (root, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (free_file);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *folder = g_build_filename (root, name, NULL);

      add_folder (folder, files, problems, FALSE);
    }
  return files;
}

typedef struct
{
  GPtrArray *files;    /* of CsCheckFile */
  GPtrArray *problems; /* of char * */
} Installed;

static char *installed_folder;

void
cs_check_files_set_installed (const char *folder)
{
  g_free (installed_folder);
  installed_folder = g_strdup (folder);
}

/* The program's own rules change with the program: they are read once. An uninstalled program takes them from its source. */
static gpointer
read_installed (gpointer unused)
{
  Installed *installed = g_new0 (Installed, 1);
  gboolean uninstalled = g_file_test (SOURCE_CHECKS_DIR, G_FILE_TEST_IS_DIR);
  const char *folder = installed_folder ? installed_folder : uninstalled ? SOURCE_CHECKS_DIR : CHECKS_DIR;

  installed->problems = g_ptr_array_new_with_free_func (g_free);
  installed->files = read_packs (folder, installed->problems);
  for (guint i = 0; i < installed->problems->len; i++)
    g_warning ("%s", (char *) g_ptr_array_index (installed->problems, i));
  return installed;
}

static int
compare_files (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 (cs_check_rule_get_id ((*(CsCheckFile * const *) one)->rule),
                    cs_check_rule_get_id ((*(CsCheckFile * const *) other)->rule));
}

static gboolean
replaces (GPtrArray         *own,
          const CsCheckFile *file)
{
  for (guint i = 0; i < own->len; i++)
    if (compare_files (&g_ptr_array_index (own, i), &file) == 0)
      return TRUE;

  return FALSE;
}

/* The rules that always hold are not for an office to change. */
static void
drop_always (GPtrArray *own,
             GPtrArray *problems)
{
  for (guint i = own->len; i-- > 0;)
    {
      const CsCheckFile *file = g_ptr_array_index (own, i);

      if (!g_str_equal (cs_check_rule_get_pack (file->rule), CS_CHECK_PACK_ALWAYS))
        continue;
      g_ptr_array_add (problems, g_strdup_printf ("%s: Id: rules of “basic” always hold and cannot be replaced",
                                                  cs_check_rule_get_id (file->rule)));
      g_ptr_array_remove_index (own, i);
    }
}

GPtrArray *
cs_check_files_load (const char  *folder,
                     GPtrArray  **problems,
                     GError     **error)
{
  static GOnce once = G_ONCE_INIT;
  const Installed *installed = g_once (&once, read_installed, NULL);
  g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func (free_file);
  g_autoptr(GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *own_folder = g_build_filename (folder, "checks", NULL);
  GPtrArray *files;

  if (installed->files->len == 0)
    {
      g_set_error (error, CS_ERROR, CS_ERROR_NO_RULES, "No rules in %s", CHECKS_DIR);
      return NULL;
    }

  add_folder (own_folder, own, wrong, TRUE);
  drop_always (own, wrong);
  files = g_ptr_array_new_with_free_func (free_file);
  for (guint i = 0; i < installed->files->len; i++)
    if (!replaces (own, g_ptr_array_index (installed->files, i)))
      g_ptr_array_add (files, copy_file (g_ptr_array_index (installed->files, i)));
  for (guint i = 0; i < own->len; i++)
    g_ptr_array_add (files, copy_file (g_ptr_array_index (own, i)));
  g_ptr_array_sort (files, compare_files);
  if (problems)
    *problems = g_steal_pointer (&wrong);
  return files;
}

gboolean
cs_check_pack_is_on (GPtrArray  *packs,
                     const char *pack)
{
  if (g_str_equal (pack, CS_CHECK_PACK_ALWAYS) || g_str_equal (pack, CS_CHECK_PACK_OWN))
    return TRUE;

  for (guint i = 0; i < packs->len; i++)
    if (g_str_equal (g_ptr_array_index (packs, i), pack))
      return TRUE;

  return FALSE;
}

CsCheckRule *
cs_check_files_rule_of_list (const CsWordListRow  *row,
                             GError              **error)
{
  g_autofree char *id = g_strdup_printf ("list/%" G_GINT64_FORMAT, row->id);

  return cs_check_rule_new_list (id, row->name, row->kind, row->level, row->content, error);
}

GPtrArray *
cs_check_files_rules (CsCall  *call,
                      GError **error)
{
  g_autoptr(GPtrArray) files = cs_check_files_load (call->folder, NULL, error);
  g_autoptr(GPtrArray) packs = files ? cs_check_rows_list_packs (call->db, error) : NULL;
  g_autoptr(GPtrArray) lists = packs ? cs_word_list_rows_list (call->db, error) : NULL;
  g_autoptr(GPtrArray) rules = g_ptr_array_new_with_free_func ((GDestroyNotify) cs_check_rule_unref);

  if (!lists)
    return NULL;

  for (guint i = 0; i < files->len; i++)
    {
      const CsCheckFile *file = g_ptr_array_index (files, i);

      if (cs_check_pack_is_on (packs, cs_check_rule_get_pack (file->rule)))
        g_ptr_array_add (rules, cs_check_rule_ref (file->rule));
    }
  for (guint i = 0; i < lists->len; i++)
    {
      CsCheckRule *rule = cs_check_files_rule_of_list (g_ptr_array_index (lists, i), error);

      if (!rule)
        return NULL;
      g_ptr_array_add (rules, rule);
    }
  return g_steal_pointer (&rules);
}
