/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-keys-window.h"

static const CsKey everywhere[] = {
  { "<Alt>1", N_("Desk") },
  { "<Alt>2", N_("Posts") },
  { "<Alt>3", N_("Queue") },
  { "<Alt>4", N_("Journal") },
  { "<Alt>5", N_("Reports") },
  { "<Alt>6", N_("Accounts") },
  { "<Alt>7", N_("Office") },
  { "<Alt>8", N_("Library") },
  { "<Alt>Left", N_("Go back") },
  { "<Control>n", N_("New post") },
  { "<Control>f", N_("Search") },
  { "<Control>comma", N_("Preferences") },
  { "<Control>question", N_("Show these keys") },
  { "<Control>q", N_("Quit") },
  { NULL, NULL }
};

/* Of the pages that declare none themselves. */
static const CsKey writing[] = {
  { "<Control>Return", N_("Submit for review") },
  { "F9", N_("Show or hide the preview") },
  { "<Control><Shift>Return", N_("Add a part behind this one") },
  { "<Alt>Return", N_("Split the part at the cursor") },
  { "<Alt>BackSpace", N_("Merge the part with the one before") },
  { "<Alt>Up", N_("Move the part up") },
  { "<Alt>Down", N_("Move the part down") },
  { "<Alt>Delete", N_("Remove the part") },
  { "<Alt>Page_Up", N_("Go to the part before") },
  { "<Alt>Page_Down", N_("Go to the next part") },
  { "<Control><Shift>t", N_("Propose a thread from this part") },
  { "<Control>f", N_("Find in all parts") },
  { "<Control>h", N_("Find and replace") },
  { "<Control><Shift>k", N_("Tie the selected words to a source") },
  { "<Control><Shift>e", N_("Insert a snippet or a template") },
  { "<Control><Shift>p", N_("Add a picture") },
  { "<Control><Shift>d", N_("Add a chart") },
  { "<Control><Shift>o", N_("Add a poll") },
  { "<Control><Shift>l", N_("Add a poster") },
  { "<Control>z", N_("Undo") },
  { "<Control><Shift>z", N_("Redo") },
  { "<Control>v", N_("Paste text, a picture or a table") },
  { NULL, NULL }
};

static const CsKey deciding[] = {
  { "j", N_("Next post in the queue") },
  { "k", N_("Previous post in the queue") },
  { "d", N_("Changes since the version last decided on") },
  { "p", N_("Pictures large") },
  { "r", N_("Return, with a reason") },
  { "a", N_("Focus on Approve or Sign; Enter then does it") },
  { NULL, NULL }
};

static const CsKey listed[] = {
  { "Up", N_("Previous row") },
  { "Down", N_("Next row") },
  { "Return", N_("Open") },
  { NULL, NULL }
};

static const struct
{
  const char  *type;
  const CsKey *keys;
} pages[] = {
  { "CsComposerPage", writing },
  { "CsSheetPage", deciding },
  { "CsDeskPage", listed },
  { "CsPostsPage", listed },
  { "CsQueuePage", listed },
  { "CsJournalPage", listed },
  { "CsReportsPage", listed },
};

void
cs_keys_declare (GtkWidget   *page,
                 const CsKey *keys)
{
  g_return_if_fail (GTK_IS_WIDGET (page));

  g_object_set_data (G_OBJECT (page), "cs-keys", (gpointer) keys);
}

static const CsKey *
find_keys (GtkWidget *page)
{
  const CsKey *keys = g_object_get_data (G_OBJECT (page), "cs-keys");

  for (guint i = 0; keys == NULL && i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (G_OBJECT_TYPE_NAME (page), pages[i].type))
      keys = pages[i].keys;

  return keys;
}

static void
add_group (AdwPreferencesPage *page,
           const char         *title,
           const CsKey        *keys)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  for (; keys->keys != NULL; keys++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *label;
      GdkModifierType modifiers = 0;
      guint key = 0;
      g_autofree char *text = NULL;

      gtk_accelerator_parse (keys->keys, &key, &modifiers);
      text = gtk_accelerator_get_label (key, modifiers);
      label = gtk_label_new (text);
      gtk_widget_add_css_class (label, "cs-key");
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(keys->does));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      adw_preferences_group_add (group, row);
    }
  adw_preferences_page_add (page, group);
}

GtkWindow *
cs_keys_window_new (GtkWindow *parent,
                    GtkWidget *shown)
{
  const CsKey *own = shown != NULL ? find_keys (shown) : NULL;
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_title (GTK_WINDOW (window), _("Keyboard Shortcuts"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 640);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);

  if (own != NULL)
    add_group (ADW_PREFERENCES_PAGE (page), _("On This Page"), own);
  add_group (ADW_PREFERENCES_PAGE (page), _("Everywhere"), everywhere);
  if (own != writing)
    add_group (ADW_PREFERENCES_PAGE (page), _("Writing"), writing);
  if (own == NULL || own == listed || own == writing)
    add_group (ADW_PREFERENCES_PAGE (page), _("Reviewing and Signing"), deciding);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);

  return GTK_WINDOW (window);
}
