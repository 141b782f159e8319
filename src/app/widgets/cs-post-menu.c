/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-arguments.h"
#include "cs-post-menu.h"
#include "cs-replies.h"
#include "cs-show-error.h"

#define WIDTH 300
#define LEADS (CS_ROLE_LEADER | CS_ROLE_DUTY)
#define PROVES (CS_ROLE_AUDITOR | CS_ROLE_LEADER | CS_ROLE_DUTY | CS_ROLE_ADMINISTRATOR)
#define READS (CS_ROLE_AUDITOR | CS_ROLE_ADMINISTRATOR | CS_ROLE_LEADER)

typedef enum
{
  ENTRY_EMERGENCY,
  ENTRY_LEADER_SHEET,
  ENTRY_DOSSIER,
  ENTRY_VERSIONS,
  ENTRY_JOURNAL,
  N_ENTRIES,
} Entry;

struct _CsPostMenu
{
  AdwBin parent_instance;

  CsSession    *session;     /* NULL until it is set */
  GCancellable *cancellable;
  gint64        post;

  GtkMenuButton *button;
  GtkPopover    *popover;
  GtkWidget     *entries[N_ENTRIES];
  GtkLabel      *texts[N_ENTRIES];
};

G_DEFINE_FINAL_TYPE (CsPostMenu, cs_post_menu, ADW_TYPE_BIN)

static const struct
{
  const char *title;
  const char *icon;
  const char *action;
} all_entries[N_ENTRIES] = {
  [ENTRY_EMERGENCY] = { N_("Emergency Lane…"), "dialog-warning-symbolic", "win.start-emergency" },
  [ENTRY_LEADER_SHEET] = { N_("Leader’s Sheet…"), "document-print-symbolic", "win.print-leader-sheet" },
  [ENTRY_DOSSIER] = { N_("Export the Dossier…"), "document-save-symbolic", "win.export-dossier" },
  [ENTRY_VERSIONS] = { N_("Versions…"), "edit-copy-symbolic", "win.show-versions" },
  [ENTRY_JOURNAL] = { N_("Journal of This Post"), "document-open-recent-symbolic", "win.show-journal" },
};

static void
set_entry (CsPostMenu *self,
           Entry       entry,
           gboolean    possible,
           const char *text)
{
  gtk_widget_set_sensitive (self->entries[entry], possible);
  gtk_label_set_label (self->texts[entry], text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[entry]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
set_all (CsPostMenu *self,
         const char *why_not)
{
  for (guint i = 0; i < N_ENTRIES; i++)
    set_entry (self, i, FALSE, why_not);
}

/* As emergency.start decides it. */
static void
show_emergency (CsPostMenu        *self,
                const CsSheetInfo *sheet,
                CsRoles            roles)
{
  gboolean written = sheet->post->state == CS_POST_DRAFT || sheet->post->state == CS_POST_RETURNED;

  if (sheet->post->emergency)
    set_entry (self, ENTRY_EMERGENCY, FALSE, _("The post goes by the emergency lane already."));
  else if (!written)
    set_entry (self, ENTRY_EMERGENCY, FALSE, _("The emergency lane begins at the draft: its author takes the post back first."));
  else if (!sheet->may_edit && (roles & LEADS) == 0)
    set_entry (self, ENTRY_EMERGENCY, FALSE, _("Only who writes the post, a duty editor or a leader may start it."));
  else
    set_entry (self, ENTRY_EMERGENCY, TRUE, _("For what cannot wait: two people, and all other posts are held meanwhile."));
}

static void
show_sheet (CsPostMenu        *self,
            const CsSheetInfo *sheet)
{
  const CsPersonInfo *me = cs_session_get_me (self->session);
  CsRoles roles = me != NULL ? me->roles : CS_ROLE_NONE;

  show_emergency (self, sheet, roles);
  set_entry (self, ENTRY_LEADER_SHEET, TRUE, _("One page: what, why now, risks, likely questions. On screen and printed."));
  if ((roles & PROVES) == 0)
    set_entry (self, ENTRY_DOSSIER, FALSE, _("Only auditors, leaders, duty editors and administrators hand evidence out."));
  else if (sheet->revision_number > 0)
    set_entry (self, ENTRY_DOSSIER, TRUE, _("Every version, decision and signature in a folder that proves itself without Countersign."));
  else
    set_entry (self, ENTRY_DOSSIER, FALSE, _("There is nothing to prove before the post is submitted for the first time."));
  if (sheet->revision_number > 0)
    set_entry (self, ENTRY_VERSIONS, TRUE, _("Who changed what and when, word by word; an earlier one can be taken up again."));
  else
    set_entry (self, ENTRY_VERSIONS, FALSE, _("The first version comes to be when the post is submitted."));
  if (roles & READS)
    set_entry (self, ENTRY_JOURNAL, TRUE, _("Everything that was ever done to it."));
  else
    set_entry (self, ENTRY_JOURNAL, FALSE, _("Only leaders, administrators and auditors read the journal."));
}

static void
post_asked_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(CsPostMenu) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(CsSheetInfo) sheet = NULL;
  g_autoptr(GError) error = NULL;

  reply = cs_office_call_finish (CS_OFFICE (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (reply == NULL)
    {
      set_all (self, cs_error_sentence (error));
      return;
    }

  sheet = cs_reply_read_sheet (reply);
  if (sheet->post->id == self->post)
    show_sheet (self, sheet);
}

/* What may be done changes while the page is open: it is asked when the menu is. */
static void
shown_cb (CsPostMenu *self)
{
  if (self->post == 0 || self->session == NULL)
    {
      set_all (self, _("The post is not in the office before something is written."));
      return;
    }

  cs_office_call_async (cs_session_get_office (self->session), "post.get", cs_arguments_one ("post", self->post),
                        self->cancellable, post_asked_cb, g_object_ref (self));
}

static void
entry_clicked_cb (CsPostMenu *self,
                  GtkWidget  *entry)
{
  const char *action = g_object_get_data (G_OBJECT (entry), "cs-action");

  gtk_popover_popdown (self->popover);
  gtk_widget_activate_action (GTK_WIDGET (self), action, "x", self->post);
}

static void
cs_post_menu_dispose (GObject *object)
{
  CsPostMenu *self = CS_POST_MENU (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_post_menu_parent_class)->dispose (object);
}

static void
cs_post_menu_finalize (GObject *object)
{
  CsPostMenu *self = CS_POST_MENU (object);

  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (cs_post_menu_parent_class)->finalize (object);
}

static void
cs_post_menu_class_init (CsPostMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_post_menu_dispose;
  G_OBJECT_CLASS (klass)->finalize = cs_post_menu_finalize;
}

static GtkWidget *
make_entry (CsPostMenu *self,
            Entry       entry)
{
  const char *title = _(all_entries[entry].title);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (all_entries[entry].icon);
  GtkWidget *name = gtk_label_new (title);

  self->texts[entry] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (self->texts[entry], 0);
  gtk_label_set_wrap (self->texts[entry], TRUE);
  gtk_label_set_wrap_mode (self->texts[entry], PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (self->texts[entry], 36);
  gtk_widget_add_css_class (GTK_WIDGET (self->texts[entry]), "caption");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->texts[entry]));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), words);
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "cs-menu-entry");
  cs_name_widget (button, title);
  g_object_set_data (G_OBJECT (button), "cs-action", (gpointer) all_entries[entry].action);
  g_signal_connect_object (button, "clicked", G_CALLBACK (entry_clicked_cb), self, G_CONNECT_SWAPPED);

  return button;
}

static void
cs_post_menu_init (CsPostMenu *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      self->entries[i] = make_entry (self, i);
      gtk_box_append (GTK_BOX (box), self->entries[i]);
    }
  gtk_widget_set_size_request (box, WIDTH, -1);
  set_all (self, "");
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->popover, box);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "view-more-symbolic");
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("More About This Post"));
  cs_name_widget (GTK_WIDGET (self->button), _("More about this post"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

void
cs_post_menu_set_post (CsPostMenu *self,
                       CsSession  *session,
                       gint64      post)
{
  g_return_if_fail (CS_IS_POST_MENU (self));
  g_return_if_fail (CS_IS_SESSION (session));

  g_set_object (&self->session, session);
  if (self->post != post)
    set_all (self, "");
  self->post = post;
}
