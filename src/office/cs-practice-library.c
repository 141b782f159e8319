/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-arguments.h"
#include "cs-claims.h"
#include "cs-practice-library.h"
#include "cs-source-client.h"

/* What the practice office keeps in its libraries, and how its posts stand on it. */

static const char * const snippets[][3] = {
  { "en", "Emergency numbers", "In an emergency call 112. The city’s line is 311, day and night." },
  { "en", "Next notice", "The next notice follows at {time}." },
  { "zh", "紧急电话", "紧急情况请拨打110、119或120；市民热线12345，全天开通。" },
  { "zh", "下次通报", "下一次通报时间：{时间}。" },
};

static const char * const posts[][3] = {
  { "en", "Flood notice",
    "Flood notice: the Arden will reach {level} m at {place} at about {time}. {closures} Please stay away from the bank." },
  { "zh", "地震速报", "{时间}，{震中}发生{震级}级地震，震源深度{深度}千米。相关部门已启动响应，请关注官方通报。" },
};

void
cs_practice_library_tie (CsContent *content)
{
  guint n = content->sources->len;

  for (guint i = 0; n > 0 && i < content->segments->len; i++)
    {
      CsSegment *segment = cs_content_get_segment (content, i);
      g_autoptr(GArray) claims = cs_claims_find (segment->text);

      /* The sources stand in the order of what they are for; the last ones are for the last words. */
      for (guint j = 0; j < claims->len; j++)
        {
          const CsClaimSpan *span = &g_array_index (claims, CsClaimSpan, j);

          cs_claims_tie (segment, span->start, span->end, n > 1 && j + n > claims->len ? j + n - claims->len : 0);
        }
    }
}

static gboolean
keep_source (const CsSource         *source,
             CsPracticeLibraryAct    act,
             gpointer                data,
             GError                **error)
{
  return act (data, "source.add", cs_arguments_source_add (source), error);
}

gboolean
cs_practice_library_fill (const char            *language,
                          GPtrArray             *sources,
                          CsPracticeLibraryAct   act,
                          gpointer               data,
                          GError               **error)
{
  for (guint i = 0; i < sources->len; i++)
    if (!keep_source (g_ptr_array_index (sources, i), act, data, error))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (snippets); i++)
    if (g_str_equal (snippets[i][0], language) &&
        !act (data, "template.save", cs_arguments_template_save (0, FALSE, snippets[i][1], language, snippets[i][2]), error))
      return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    {
      g_autoptr(CsContent) content = cs_content_new ();
      CsSegment *segment = cs_content_get_segment (content, 0);
      g_autofree char *canonical = NULL;

      if (!g_str_equal (posts[i][0], language))
        continue;
      g_free (content->language);
      content->language = g_strdup (language);
      g_free (segment->text);
      segment->text = g_strdup (posts[i][2]);
      canonical = cs_content_to_canonical (content);
      if (!act (data, "template.save", cs_arguments_template_save (0, TRUE, posts[i][1], language, canonical), error))
        return FALSE;
    }

  return TRUE;
}
