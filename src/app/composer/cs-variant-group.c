/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-diff.h"
#include "cs-difference-words.h"
#include "cs-show-error.h"
#include "cs-variant-group.h"

struct _CsVariantGroup
{
  AdwBin       parent_instance;

  CsDraft     *draft;
  GPtrArray   *languages; /* of char * */
  gboolean     loading;
  char        *title;
  char        *shown;     /* what the difference was made of */
  GtkLabel    *title_label;
  GtkDropDown *language;
  GtkWidget   *stale;
  GtkWidget   *confirm;
  GtkWidget   *what;      /* toggles the difference */
  GtkLabel    *difference;
  GtkBox      *box;
};

G_DEFINE_FINAL_TYPE (CsVariantGroup, cs_variant_group, ADW_TYPE_BIN)

enum { CONFIRM, REMOVE, APPEND, LANGUAGE, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
confirm_clicked_cb (CsVariantGroup *self)
{
  g_signal_emit (self, signals[CONFIRM], 0);
}

static void
remove_clicked_cb (CsVariantGroup *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
append_clicked_cb (CsVariantGroup *self)
{
  g_signal_emit (self, signals[APPEND], 0);
}

static void
language_selected_cb (CsVariantGroup *self)
{
  guint selected = gtk_drop_down_get_selected (self->language);

  if (!self->loading && selected < self->languages->len)
    g_signal_emit (self, signals[LANGUAGE], 0, g_ptr_array_index (self->languages, selected));
}

static void
cs_variant_group_dispose (GObject *object)
{
  g_clear_object (&CS_VARIANT_GROUP (object)->draft);
  G_OBJECT_CLASS (cs_variant_group_parent_class)->dispose (object);
}

static void
cs_variant_group_finalize (GObject *object)
{
  CsVariantGroup *self = CS_VARIANT_GROUP (object);

  g_free (self->title);
  g_free (self->shown);
  g_clear_pointer (&self->languages, g_ptr_array_unref);
  G_OBJECT_CLASS (cs_variant_group_parent_class)->finalize (object);
}

static void
cs_variant_group_class_init (CsVariantGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_variant_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_variant_group_finalize;
  signals[CONFIRM] = g_signal_new ("confirm", CS_TYPE_VARIANT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", CS_TYPE_VARIANT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[APPEND] = g_signal_new ("append", CS_TYPE_VARIANT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LANGUAGE] = g_signal_new ("language", CS_TYPE_VARIANT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_head (CsVariantGroup *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  self->title_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title_label, 0);
  gtk_label_set_ellipsize (self->title_label, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->title_label), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title_label), "heading");
  self->language = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->language), _("Language of these words"));
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_set_tooltip_text (remove, _("Remove these words: the accounts get the main text again"));
  cs_name_widget (remove, _("Remove these words"));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title_label));
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->language));
  gtk_box_append (GTK_BOX (head), remove);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (language_selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  return head;
}

static GtkLabel *
make_wrapped (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return GTK_LABEL (label);
}

static GtkWidget *
make_stale (CsVariantGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (make_wrapped (_("The main text was changed since these words were checked against it."))));
  self->confirm = gtk_button_new_with_label (_("Confirm: They Still Fit"));
  self->what = gtk_toggle_button_new_with_label (_("What Changed"));
  gtk_box_append (GTK_BOX (buttons), self->confirm);
  gtk_box_append (GTK_BOX (buttons), self->what);
  gtk_box_append (GTK_BOX (box), buttons);
  self->difference = make_wrapped (NULL);
  gtk_label_set_selectable (self->difference, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->difference));
  g_object_bind_property (self->what, "active", self->difference, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->confirm, "clicked", G_CALLBACK (confirm_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (box, "variant-stale");
  return box;
}

static void
cs_variant_group_init (CsVariantGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *append = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  self->title = g_strdup ("");
  gtk_box_append (GTK_BOX (box), make_head (self));
  self->stale = make_stale (self);
  gtk_box_append (GTK_BOX (box), self->stale);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->box));
  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _("Add Part"));
  gtk_button_set_child (GTK_BUTTON (append), content);
  gtk_widget_add_css_class (append, "flat");
  gtk_widget_set_halign (append, GTK_ALIGN_START);
  cs_name_widget (append, _("Add a part to these words"));
  g_signal_connect_object (append, "clicked", G_CALLBACK (append_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), append);
  gtk_widget_add_css_class (GTK_WIDGET (self), "variant-group");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
cs_variant_group_new (CsDraft       *draft,
                      GPtrArray     *languages,
                      GtkStringList *names)
{
  CsVariantGroup *self = g_object_new (CS_TYPE_VARIANT_GROUP, NULL);

  self->draft = g_object_ref (draft);
  self->languages = g_ptr_array_ref (languages);
  self->loading = TRUE;
  gtk_drop_down_set_model (self->language, G_LIST_MODEL (names));
  self->loading = FALSE;
  cs_name_drop_down (self->language, _("Language of these words"));
  return GTK_WIDGET (self);
}

static char *
make_title (CsVariantGroup  *self,
            const CsVariant *variant)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < variant->accounts->len; i++)
    {
      const CsAccountInfo *account = cs_session_find_account (cs_draft_get_session (self->draft),
                                                              g_array_index (variant->accounts, gint64, i));

      g_string_append_printf (names, "%s%s", i ? C_("between parts of a list", ", ") : "", account ? account->handle : "?");
    }
  /* Translators: %s are accounts that get other words than the main text */
  return g_strdup_printf (_("Words for %s"), names->str);
}

static void
show_difference (CsVariantGroup *self,
                 const char     *was,
                 const char     *now)
{
  g_autoptr(PangoAttrList) attributes = NULL;
  g_autoptr(GPtrArray) runs = NULL;
  g_autofree char *text = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *key = g_strconcat (was ? was : "", "\f", now, NULL);

  if (g_strcmp0 (key, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&key);
  if (was == NULL)
    {
      gtk_label_set_attributes (self->difference, NULL);
      gtk_label_set_label (self->difference, _("The earlier main text is not known any more. Read both, then confirm."));
      return;
    }
  runs = cs_diff_words (was, now);
  attributes = cs_difference_words_mark (runs, adw_style_manager_get_dark (adw_style_manager_get_default ()), &text);
  spoken = cs_difference_words_spoken (runs);
  gtk_label_set_label (self->difference, text);
  gtk_label_set_attributes (self->difference, attributes);
  cs_name_widget (GTK_WIDGET (self->difference), spoken);
}

void
cs_variant_group_show (CsVariantGroup  *self,
                       const CsVariant *variant,
                       gboolean         stale,
                       const char      *was,
                       const char      *now)
{
  guint selected = 0;

  g_return_if_fail (CS_IS_VARIANT_GROUP (self));

  g_free (self->title);
  self->title = make_title (self, variant);
  if (g_strcmp0 (gtk_label_get_label (self->title_label), self->title) != 0)
    {
      gtk_label_set_label (self->title_label, self->title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->title, -1);
    }
  for (guint i = 1; i < self->languages->len; i++)
    if (g_str_equal (g_ptr_array_index (self->languages, i), variant->language))
      selected = i;
  self->loading = TRUE;
  gtk_drop_down_set_selected (self->language, selected);
  self->loading = FALSE;
  gtk_widget_set_visible (self->stale, stale);
  if (stale)
    show_difference (self, was, now);
}

GtkBox *
cs_variant_group_get_box (CsVariantGroup *self)
{
  g_return_val_if_fail (CS_IS_VARIANT_GROUP (self), NULL);

  return self->box;
}

const char *
cs_variant_group_get_title (CsVariantGroup *self)
{
  g_return_val_if_fail (CS_IS_VARIANT_GROUP (self), "");

  return self->title;
}

void
cs_variant_group_focus_confirm (CsVariantGroup *self)
{
  g_return_if_fail (CS_IS_VARIANT_GROUP (self));

  gtk_widget_grab_focus (self->confirm);
}
