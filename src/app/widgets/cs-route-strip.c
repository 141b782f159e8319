/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-route-strip.h"
#include "cs-wrap-box.h"

struct _CsRouteStrip
{
  AdwBin parent_instance;

  GtkWidget *flow;
};

G_DEFINE_FINAL_TYPE (CsRouteStrip, cs_route_strip, ADW_TYPE_BIN)

static void
cs_route_strip_class_init (CsRouteStripClass *klass)
{
}

static void
cs_route_strip_init (CsRouteStrip *self)
{
  self->flow = g_object_new (CS_TYPE_WRAP_BOX, NULL);
  adw_bin_set_child (ADW_BIN (self), self->flow);
}

GtkWidget *
cs_route_strip_new (void)
{
  return g_object_new (CS_TYPE_ROUTE_STRIP, NULL);
}

static void
add_step (CsRouteStrip *self,
          const char  *icon,
          const char  *title,
          const char  *who,
          const char  *style,
          gboolean     last)
{
  GtkWidget *step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (title);

  gtk_box_append (GTK_BOX (top), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (top), label);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (GTK_BOX (card), top);
  if (who != NULL)
    {
      GtkWidget *by = gtk_label_new (who);

      gtk_label_set_xalign (GTK_LABEL (by), 0);
      gtk_label_set_ellipsize (GTK_LABEL (by), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (by), 24);
      gtk_widget_set_tooltip_text (by, who);
      gtk_widget_add_css_class (by, "caption");
      gtk_box_append (GTK_BOX (card), by);
    }
  gtk_widget_add_css_class (card, "cs-route-step");
  gtk_widget_add_css_class (card, style);
  gtk_widget_set_valign (card, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (step), card);
  if (!last)
    {
      GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

      gtk_widget_add_css_class (arrow, "dim-label");
      gtk_box_append (GTK_BOX (step), arrow);
    }
  cs_wrap_box_append (CS_WRAP_BOX (self->flow), step);
}

/* One line: who decides, or how many stand side by side. */
static char *
describe_who (const CsStage      *stage,
              const CsRouteNames *names)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (stage->quorum == CS_QUORUM_EACH)
    return g_strdup_printf (ngettext ("%u decides side by side", "%u decide side by side", stage->parties->len),
                            stage->parties->len);

  for (guint i = 0; i < stage->parties->len; i++)
    {
      g_autofree char *party = cs_route_names_party_sentence (names, cs_stage_get_party (stage, i));

      if (i > 0)
        /* Translators: between those of whom any one may decide, and between those who all do: "Leader or Duty editor". */
        g_string_append (text, stage->quorum == CS_QUORUM_ANY ? C_("who decides", " or ") : C_("who decides", ", "));
      g_string_append (text, party);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
cs_route_strip_set (CsRouteStrip       *self,
                    const CsRoute      *route,
                    const CsRouteNames *names)
{
  g_return_if_fail (CS_IS_ROUTE_STRIP (self));
  g_return_if_fail (route != NULL);

  cs_wrap_box_truncate (CS_WRAP_BOX (self->flow), 0);
  add_step (self, "document-edit-symbolic", _("Draft"), NULL, "cs-grey", FALSE);
  for (guint i = 0; i < route->stages->len; i++)
    {
      const CsStage *stage = cs_route_get_stage (route, i);
      g_autofree char *who = describe_who (stage, names);

      add_step (self, cs_stage_kind_icon (stage->kind), stage->title, who, cs_stage_kind_style (stage->kind), FALSE);
    }
  add_step (self, "object-select-symbolic", _("Published"), NULL, "cs-plain", TRUE);
}
