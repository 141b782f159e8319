/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-sheet-variants.h"

#include <glib/gi18n.h>

#include "cs-post-preview.h"
#include "cs-text-label.h"

static void
add_version (GtkBox          *box,
             CsSession       *session,
             const CsContent *content,
             const CsVariant *variant)
{
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *title = NULL;
  const CsAccountInfo *first = NULL;
  GtkWidget *preview = NULL;

  for (guint i = 0; i < content->accounts->len; i++)
    {
      gint64 id = g_array_index (content->accounts, gint64, i);
      const CsAccountInfo *account = cs_session_find_account (session, id);

      if (!account || cs_content_find_variant (content, id) != variant)
        continue;
      first = first ? first : account;
      g_string_append_printf (names, "%s%s", names->len > 0 ? C_("between parts of a list", ", ") : "", account->handle);
    }
  if (!first)
    return;

  /* Translators: %s are accounts that get other words than the main text */
  title = g_strdup_printf (_("Words for %s"), names->str);
  preview = cs_post_preview_new (session);
  cs_post_preview_set (CS_POST_PREVIEW (preview), content, first);
  gtk_box_append (box, cs_text_label_new (title, "heading"));
  gtk_box_append (box, preview);
}

void
cs_sheet_variants_show (GtkBox          *box,
                        CsSession       *session,
                        const CsContent *content,
                        gint64           shown)
{
  const CsVariant *above = NULL;
  GtkWidget *child = NULL;

  g_return_if_fail (GTK_IS_BOX (box) && content != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  above = cs_content_find_variant (content, shown);
  if (above)
    add_version (box, session, content, NULL);
  for (guint i = 0; i < content->variants->len; i++)
    if (cs_content_get_variant (content, i) != above)
      add_version (box, session, content, cs_content_get_variant (content, i));
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
