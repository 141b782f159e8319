/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-diff.h"
#include "cs-dossier-drawing.h"
#include "cs-page.h"
#include "cs-time.h"

/* The dossier on paper: what went out, how it came to be, who decided, and what the journal says of it. */

#define PICTURE_HEIGHT 250.0

static void
add_time (const CsDossierPaper *paper,
          CsPages              *pages,
          const char           *label,
          gint64                at)
{
  g_autofree char *text = at ? cs_time_format_full (at, paper->zone) : NULL;

  if (text)
    cs_pages_add_field (pages, CS_PAGE_BODY, label, text);
}

static void
add_digest (CsPages        *pages,
            const char     *label,
            const CsDigest *digest)
{
  g_autofree char *hex = cs_digest_to_hex (digest);

  cs_pages_add_field (pages, CS_PAGE_MONO, label, hex);
}

static void
add_facts (const CsDossierPaper *paper,
           CsPages              *pages)
{
  /* Translators: the title of a dossier: the number of a post. */
  g_autofree char *title = g_strdup_printf (_("Dossier of post %d"), (int) paper->post);

  cs_pages_add_text (pages, CS_PAGE_TITLE, title);
  cs_pages_add_text (pages, CS_PAGE_QUIET, paper->office);
  cs_pages_add_space (pages, 8);
  for (guint i = 0; i < paper->facts->len; i++)
    {
      const CsPaperFact *fact = g_ptr_array_index (paper->facts, i);

      cs_pages_add_field (pages, CS_PAGE_BODY, fact->name, fact->value);
    }
}

/* --- content --- */

static void
add_picture (const CsDossierPaper *paper,
             CsPages              *pages,
             const CsMediaItem    *item)
{
  g_autoptr(GBytes) bytes = paper->load (&item->digest, paper->load_data);
  g_autoptr(GBytes) none = g_bytes_new_static ("", 0);
  g_autofree char *digest = cs_digest_to_hex (&item->digest);
  g_autofree char *caption = NULL;

  /* Translators: under a picture: its description, and the digest of its file. */
  caption = g_strdup_printf (_("%s\nFile: %s"),
                             item->decorative ? _("Decorative, without a description") :
                             *item->alt_text ? item->alt_text : _("No description"), digest);
  cs_pages_add_picture (pages, bytes ? bytes : none, PICTURE_HEIGHT, caption);
}

static void
add_sources (CsPages         *pages,
             const CsContent *content)
{
  if (content->sources->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_SUBHEADING, _("Sources"));
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

static void
add_content (const CsDossierPaper *paper,
             CsPages              *pages,
             const CsContent      *content)
{
  cs_pages_set_language (pages, content->language);
  if (*content->warning)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Content warning"), content->warning);

  for (guint i = 0; i < content->segments->len; i++)
    {
      const CsSegment *segment = cs_content_get_segment (content, i);

      if (content->segments->len > 1)
        {
          /* Translators: a part of a thread: its place and how many there are. */
          g_autofree char *place = g_strdup_printf (_("Part %u of %u"), i + 1, content->segments->len);

          cs_pages_add_text (pages, CS_PAGE_SUBHEADING, place);
        }
      if (*segment->text)
        cs_pages_add_text (pages, CS_PAGE_BODY, segment->text);
      for (guint j = 0; j < segment->media->len; j++)
        add_picture (paper, pages, cs_segment_get_media (segment, j));
    }

  cs_pages_set_language (pages, "");
  add_sources (pages, content);
}

static const CsPaperVersion *
find_version (const CsDossierPaper *paper,
              guint                 number)
{
  for (guint i = 0; i < paper->versions->len; i++)
    {
      const CsPaperVersion *version = g_ptr_array_index (paper->versions, i);

      if (version->number == number)
        return version;
    }

  return NULL;
}

static void
add_shown (const CsDossierPaper *paper,
           CsPages              *pages)
{
  const CsPaperVersion *version = find_version (paper, paper->shown);
  g_autofree char *heading = NULL;

  if (!version)
    {
      cs_pages_add_text (pages, CS_PAGE_QUIET, _("This post was never submitted: there is no version of it."));
      return;
    }

  /* Translators: %u is the number of a version. */
  heading = g_strdup_printf (paper->published ? _("As published: version %u") : _("The latest version: %u"), version->number);
  cs_pages_add_text (pages, CS_PAGE_HEADING, heading);
  add_content (paper, pages, version->content);
}

static void
add_publications (const CsDossierPaper *paper,
                  CsPages              *pages)
{
  static const double widths[] = { 4, 1, 2.4, 4, 4 };
  const char *headings[] = { _("Account"), _("Part"), _("State"), _("When"), _("Address, and what reading it back found") };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  CsPageTable table = { 5, headings, widths, cells, CS_PAGE_SMALL };

  if (paper->publications->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("Publications"));
  for (guint i = 0; i < paper->publications->len; i++)
    {
      const CsPaperPublication *publication = g_ptr_array_index (paper->publications, i);

      g_ptr_array_add (cells, g_strdup (publication->account));
      g_ptr_array_add (cells, g_strdup_printf ("%u", publication->segment));
      g_ptr_array_add (cells, g_strdup (publication->state));
      g_ptr_array_add (cells, publication->at ? cs_time_format_full (publication->at, paper->zone) : g_strdup (""));
      g_ptr_array_add (cells, g_strjoin (*publication->address && *publication->read_back ? "\n" : "",
                                         publication->address, publication->read_back, NULL));
    }
  cs_pages_add_table (pages, &table);
}

/* --- versions --- */

static void
add_difference (CsPages              *pages,
                const CsPaperVersion *before,
                const CsPaperVersion *version)
{
  g_autoptr(CsContentDiff) diff = cs_content_diff (before->content, version->content);
  g_autofree char *summary = cs_content_diff_summary (diff);

  cs_pages_add_field (pages, CS_PAGE_BODY, _("Changed"), summary);
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
add_versions (const CsDossierPaper *paper,
              CsPages              *pages)
{
  const CsPaperVersion *before = NULL;

  if (paper->versions->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("All versions"));
  cs_pages_add_text (pages, CS_PAGE_SMALL, _("Added words are underlined, removed ones struck through."));
  for (guint i = 0; i < paper->versions->len; i++)
    {
      const CsPaperVersion *version = g_ptr_array_index (paper->versions, i);
      /* Translators: %u is the number of a version. */
      g_autofree char *heading = g_strdup_printf (_("Version %u"), version->number);

      cs_pages_add_text (pages, CS_PAGE_SUBHEADING, heading);
      cs_pages_add_field (pages, CS_PAGE_BODY, _("By"), version->author);
      add_time (paper, pages, _("Submitted"), version->at);
      add_digest (pages, _("Digest"), &version->digest);
      cs_pages_set_language (pages, version->content->language);
      if (before)
        add_difference (pages, before, version);
      else
        for (guint j = 0; j < version->content->segments->len; j++)
          cs_pages_add_text (pages, CS_PAGE_BODY, cs_content_get_segment (version->content, j)->text);
      cs_pages_set_language (pages, "");
      before = version;
    }
}

/* --- decisions --- */

static void
add_decision (const CsDossierPaper  *paper,
              CsPages               *pages,
              const CsPaperDecision *decision)
{
  /* Translators: who decided, and what: “Li Na: approved version 3”. */
  g_autofree char *heading = g_strdup_printf (_("%s: %s, version %u"), decision->person, decision->verdict, decision->version);
  g_autofree char *ticks = g_strjoinv ("\n", decision->ticks);

  cs_pages_add_text (pages, CS_PAGE_SUBHEADING, heading);
  cs_pages_add_field (pages, CS_PAGE_BODY, _("Stage"), decision->stage);
  add_time (paper, pages, _("When"), decision->at);
  if (*decision->reason)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Reason"), decision->reason);
  if (*ticks)
    cs_pages_add_field (pages, CS_PAGE_BODY, _("Ticked"), ticks);
  if (decision->lines)
    {
      g_autofree char *lines = g_strdup_printf (ngettext ("%u line, one by one", "%u lines, one by one", decision->lines),
                                                decision->lines);

      cs_pages_add_field (pages, CS_PAGE_BODY, _("Read aloud"), lines);
    }

  add_digest (pages, _("Digest"), &decision->digest);
  if (*decision->key)
    {
      cs_pages_add_field (pages, CS_PAGE_MONO, _("Key"), decision->key);
      cs_pages_add_field (pages, CS_PAGE_MONO, _("Signature"), decision->signature);
    }
  else
    {
      cs_pages_add_field (pages, CS_PAGE_BODY, _("Signature"), _("None: made before decisions were signed"));
    }
}

static void
add_decisions (const CsDossierPaper *paper,
               CsPages              *pages)
{
  cs_pages_add_text (pages, CS_PAGE_HEADING, _("Decisions"));
  if (paper->decisions->len == 0)
    cs_pages_add_text (pages, CS_PAGE_QUIET, _("Nobody has decided on this post."));
  for (guint i = 0; i < paper->decisions->len; i++)
    add_decision (paper, pages, g_ptr_array_index (paper->decisions, i));
}

/* --- the rest --- */

static void
add_comments (const CsDossierPaper *paper,
              CsPages              *pages)
{
  if (paper->comments->len == 0)
    return;

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("Internal comments"));
  for (guint i = 0; i < paper->comments->len; i++)
    {
      const CsPaperComment *comment = g_ptr_array_index (paper->comments, i);
      g_autofree char *at = cs_time_format_full (comment->at, paper->zone);
      g_autofree char *who = g_strdup_printf ("%s · %s", comment->author, at);
      g_autofree char *text = *comment->about ? g_strdup_printf (_("On “%s”: %s"), comment->about, comment->text)
                                              : g_strdup (comment->text);

      cs_pages_add_text (pages, CS_PAGE_SMALL, who);
      cs_pages_add_text (pages, CS_PAGE_BODY, text);
    }
}

static void
add_journal (const CsDossierPaper *paper,
             CsPages              *pages)
{
  static const double widths[] = { 1.1, 3, 4.4, 5 };
  /* Translators: the number of a journal entry. */
  const char *headings[] = { C_("journal entry", "No."), _("When"), _("What"), _("Hash") };
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  CsPageTable table = { 4, headings, widths, cells, CS_PAGE_SMALL };

  cs_pages_add_text (pages, CS_PAGE_HEADING, _("From the journal"));
  for (guint i = 0; i < paper->entries->len; i++)
    {
      const CsPaperEntry *entry = g_ptr_array_index (paper->entries, i);

      g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, entry->sequence));
      g_ptr_array_add (cells, cs_time_format_full (entry->at, paper->zone));
      g_ptr_array_add (cells, g_strdup (entry->sentence));
      g_ptr_array_add (cells, g_strdup (entry->hash));
    }
  cs_pages_add_table (pages, &table);
}

gboolean
cs_dossier_paper_print (const CsDossierPaper  *paper,
                        const char            *path,
                        GCancellable          *cancellable,
                        GError               **error)
{
  g_autoptr(CsPages) pages = NULL;

  g_return_val_if_fail (paper != NULL && paper->load != NULL && path != NULL, FALSE);

  pages = cs_pages_new (_("Dossier"), paper->footer, paper->language);
  add_facts (paper, pages);
  add_shown (paper, pages);
  add_publications (paper, pages);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  add_decisions (paper, pages);
  add_versions (paper, pages);
  add_comments (paper, pages);
  add_journal (paper, pages);
  return cs_pages_write (pages, path, cancellable, error);
}
