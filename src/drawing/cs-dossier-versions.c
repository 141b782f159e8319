/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-films.h"
#include "cs-diff.h"
#include "cs-dossier-private.h"
#include "cs-facts.h"

/* The versions of a dossier, each by its differences from the one before. */

void
cs_dossier_paper_add_sources (CsPages         *pages,
                              const CsContent *content)
{
  for (guint i = 0; i < content->sources->len; i++)
    {
      const CsSource *source = cs_content_get_source (content, i);
      const char *parts[] = { source->publisher, source->title, source->date, source->address };
      g_autoptr(GString) line = g_string_new (NULL);
      g_autofree char *mark = g_strdup_printf ("%u.", i + 1);

      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        if (*parts[j])
          g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", parts[j]);
      cs_pages_add_item (pages, mark, line->str);
    }
}

static const CsMediaItem *
find_picture (const CsContent *content,
              const CsDigest  *digest)
{
  for (guint i = 0; i < cs_content_count_parts (content); i++)
    {
      const CsSegment *segment = cs_content_get_part (content, i);

      for (guint j = 0; j < segment->media->len; j++)
        if (cs_digest_equal (&cs_segment_get_media (segment, j)->digest, digest))
          return cs_segment_get_media (segment, j);
    }

  return NULL;
}

static const char *
describe (const CsMediaItem *item)
{
  if (item->decorative)
    return _("Decorative, without a description");
  return *item->alt_text ? item->alt_text : _("No description");
}

static void
add_picture (CsPages           *pages,
             const char        *label,
             const CsMediaItem *item)
{
  g_autofree char *hex = item ? cs_digest_to_hex (&item->digest) : NULL;
  g_autofree char *film = item && cs_media_item_is_film (item) ? cs_media_item_describe_film (item) : NULL;
  g_autofree char *text = item ? g_strdup_printf ("%s%s%s\n%s", film ? film : "", film ? "\n" : "", describe (item), hex) : NULL;

  if (text)
    cs_pages_add_field (pages, CS_PAGE_BODY, label, text);
}

static void
add_pictures (CsPages             *pages,
              const CsContent     *before,
              const CsContent     *after,
              const CsContentDiff *diff)
{
  for (guint i = 0; i < diff->media_added->len; i++)
    add_picture (pages, _("Picture added"), find_picture (after, &g_array_index (diff->media_added, CsDigest, i)));
  for (guint i = 0; i < diff->media_removed->len; i++)
    add_picture (pages, _("Picture removed"), find_picture (before, &g_array_index (diff->media_removed, CsDigest, i)));
}

/* The description of each picture that stayed and is described otherwise now. */
static void
add_descriptions (CsPages         *pages,
                  const CsContent *before,
                  const CsContent *after)
{
  for (guint i = 0; i < cs_content_count_parts (after); i++)
    {
      const CsSegment *segment = cs_content_get_part (after, i);

      for (guint j = 0; j < segment->media->len; j++)
        {
          const CsMediaItem *item = cs_segment_get_media (segment, j);
          const CsMediaItem *was = find_picture (before, &item->digest);
          g_autoptr(GPtrArray) runs = NULL;

          if (!was || g_str_equal (describe (was), describe (item)))
            continue;
          runs = cs_diff_words (describe (was), describe (item));
          cs_pages_add_text (pages, CS_PAGE_QUIET, _("Description of a picture"));
          cs_pages_add_runs (pages, runs);
        }
    }
}

char *
cs_dossier_paper_name_accounts (const CsDossierPaper *paper,
                                const CsContent      *content)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < content->accounts->len; i++)
    {
      g_autofree char *name = paper->name (g_array_index (content->accounts, gint64, i), paper->data);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", name);
    }

  return g_string_free (text, FALSE);
}

/* A setting that is not what it was: “before → after”. */
static void
add_change (CsPages    *pages,
            const char *label,
            const char *before,
            const char *after)
{
  g_autofree char *text = NULL;

  if (g_str_equal (before, after))
    return;

  /* Translators: a setting that was changed: what it was, and what it is now. */
  text = g_strdup_printf (_("%1$s → %2$s"), *before ? before : "–", *after ? after : "–");
  cs_pages_add_field (pages, CS_PAGE_BODY, label, text);
}

static void
add_settings (const CsDossierPaper *paper,
              CsPages              *pages,
              const CsContent      *before,
              const CsContent      *after)
{
  g_autofree char *accounts_before = cs_dossier_paper_name_accounts (paper, before);
  g_autofree char *accounts_after = cs_dossier_paper_name_accounts (paper, after);
  g_autoptr(GPtrArray) lines = NULL;

  if (!g_str_equal (accounts_before, accounts_after))
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Accounts now"), accounts_after);
  add_change (pages, _("Language"), before->language, after->language);
  add_change (pages, _("Content warning"), before->warning, after->warning);
  add_change (pages, _("Visibility"), cs_visibility_label (before->visibility), cs_visibility_label (after->visibility));
  lines = cs_content_compare_facts (before, after, paper->name, paper->data);
  for (guint i = 0; i < lines->len; i++)
    cs_pages_add_text (pages, CS_PAGE_BODY, g_ptr_array_index (lines, i));
}

static void
add_texts (CsPages             *pages,
           const CsContentDiff *diff)
{
  for (guint i = 0; i < diff->segments->len; i++)
    {
      GPtrArray *runs = g_ptr_array_index (diff->segments, i);
      gboolean changed = FALSE;

      for (guint j = 0; j < runs->len; j++)
        changed = changed || ((const CsDiffRun *) g_ptr_array_index (runs, j))->kind != CS_DIFF_SAME;
      if (changed)
        cs_pages_add_runs (pages, runs);
    }
}

static void
add_difference (const CsDossierPaper *paper,
                CsPages              *pages,
                const CsContent      *before,
                const CsContent      *after)
{
  g_autoptr(CsContentDiff) diff = cs_content_diff (before, after);
  g_autofree char *summary = cs_content_diff_summary (diff);

  cs_pages_set_language (pages, "");
  cs_pages_add_field (pages, CS_PAGE_BODY, _("Changed"), summary);
  cs_pages_set_language (pages, after->language);
  add_texts (pages, diff);
  add_pictures (pages, before, after, diff);
  if (diff->alt_texts_changed > 0)
    add_descriptions (pages, before, after);
  add_settings (paper, pages, before, after);
  if (diff->sources_changed)
    {
      cs_pages_add_text (pages, CS_PAGE_QUIET, after->sources->len > 0 ? _("The sources now") : _("There are no sources any more."));
      cs_dossier_paper_add_sources (pages, after);
    }
}

void
cs_dossier_paper_add_facts (const CsDossierPaper *paper,
                            CsPages              *pages,
                            const CsContent      *content)
{
  g_autoptr(GPtrArray) facts = cs_content_list_facts (content, paper->name, paper->data);

  for (guint i = 0; i < facts->len; i++)
    cs_pages_add_text (pages, CS_PAGE_BODY, ((const CsFact *) g_ptr_array_index (facts, i))->text);
}

void
cs_dossier_paper_add_version (const CsDossierPaper *paper,
                              CsPages              *pages,
                              const CsPaperVersion *before,
                              const CsPaperVersion *version)
{
  const CsContent *content = version->content;

  cs_pages_set_language (pages, content->language);
  if (before)
    add_difference (paper, pages, before->content, content);
  for (guint i = 0; !before && i < cs_content_count_parts (content); i++)
    cs_pages_add_text (pages, CS_PAGE_BODY, cs_content_get_part (content, i)->text);
  for (guint i = 0; !before && i < cs_content_count_parts (content); i++)
    for (guint j = 0; j < cs_content_get_part (content, i)->media->len; j++)
      add_picture (pages, _("Picture"), cs_segment_get_media (cs_content_get_part (content, i), j));
  if (!before)
    {
      cs_dossier_paper_add_facts (paper, pages, content);
      cs_dossier_paper_add_sources (pages, content);
    }
  cs_pages_set_language (pages, "");
}
