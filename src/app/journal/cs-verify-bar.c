/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-time.h"
#include "cs-verify-bar.h"

#define PULSE 80 /* milliseconds */
#define MAX_SHOWN 50

struct _CsVerifyBar
{
  AdwBin parent_instance;

  CsSession      *session;
  GCancellable   *cancellable; /* of the proof that runs; NULL if none does */
  guint           pulse_id;

  GtkStack       *stack;
  GtkProgressBar *progress;
  GtkLabel       *seal;
  GtkLabel       *trouble;
  GtkBox         *findings;
};

G_DEFINE_FINAL_TYPE (CsVerifyBar, cs_verify_bar, ADW_TYPE_BIN)

/* @format has one %s, for the number. */
static char *
count (const char *format,
       gint64      number)
{
  g_autofree char *digits = g_strdup_printf ("%'" G_GINT64_FORMAT, number);
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (digits, parts);
}

/* “174 entries, 15 versions, 20 decisions, 19 signatures and 9 pictures” */
static char *
describe_proof (const CsProofInfo *proof)
{
  g_autofree char *entries = count (ngettext ("%s entry", "%s entries", (gulong) proof->n_entries), proof->n_entries);
  g_autofree char *versions = count (ngettext ("%s version", "%s versions", (gulong) proof->n_revisions), proof->n_revisions);
  g_autofree char *decisions = count (ngettext ("%s decision", "%s decisions", (gulong) proof->n_decisions), proof->n_decisions);
  g_autofree char *signatures = count (ngettext ("%s signature", "%s signatures", (gulong) proof->n_signatures), proof->n_signatures);
  g_autofree char *pictures = count (ngettext ("%s picture", "%s pictures", (gulong) proof->n_media), proof->n_media);

  /* Translators: what was checked: %1$s “174 entries”, %2$s “15 versions”, %3$s “20 decisions”, %4$s “19 signatures”, %5$s “9 pictures” */
  return g_strdup_printf (_("%1$s, %2$s, %3$s, %4$s and %5$s"), entries, versions, decisions, signatures, pictures);
}

static void
show_seal (CsVerifyBar       *self,
           const CsProofInfo *proof)
{
  g_autofree char *text = NULL;
  g_autofree char *checked = describe_proof (proof);
  g_autofree char *when = cs_time_format_full (g_get_real_time (), cs_local_zone ());

  /* Translators: %1$s is “174 entries, 15 versions, 20 decisions, 19 signatures and 9 pictures”, %2$s a date and time. */
  text = g_strdup_printf (_("Everything holds: %1$s, checked from the first one. %2$s"), checked, when);
  gtk_label_set_label (self->seal, text);
  gtk_stack_set_visible_child_name (self->stack, "seal");
}

static void
show_findings (CsVerifyBar        *self,
               const CsProofInfo  *proof,
               char              **findings)
{
  guint n = g_strv_length (findings);
  g_autofree char *text = NULL;
  g_autofree char *checked = describe_proof (proof);
  g_autofree char *trouble = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->findings))) != NULL)
    gtk_box_remove (self->findings, child);

  text = g_strdup_printf (ngettext ("The journal does not hold: %u place was changed. Keep this computer as it is and call the records officer.",
                                    "The journal does not hold: %u places were changed. Keep this computer as it is and call the records officer.", n), n);
  /* Translators: %1$s is what is wrong, a sentence or two; %2$s is “174 entries, 15 versions, 20 decisions, 19 signatures and 9 pictures” */
  trouble = g_strdup_printf (_("%1$s Checked: %2$s."), text, checked);
  gtk_label_set_label (self->trouble, trouble);
  for (guint i = 0; i < MIN (n, MAX_SHOWN); i++)
    {
      GtkWidget *label = gtk_label_new (findings[i]);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_widget_add_css_class (label, "monospace");
      gtk_box_append (self->findings, label);
    }
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
verified_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(CsVerifyBar) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) findings = NULL;
  CsProofInfo proof;

  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  if ((reply = cs_office_call_finish (CS_OFFICE (source), result, &error)) == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      cs_show_error (GTK_WIDGET (self), error);
      return;
    }

  proof = cs_reply_read_proof (reply);
  findings = cs_reply_read_findings (reply, NULL);
  if (findings == NULL || findings[0] == NULL)
    show_seal (self, &proof);
  else
    show_findings (self, &proof, findings);
}

/* How far it is; while the store looks around first, it does not know that itself. */
static void
progress_cb (CsVerifyBar *self,
             const char  *operation,
             double       done)
{
  g_autofree char *text = NULL;

  if (self->cancellable == NULL || !g_str_equal (operation, "journal.verify") || done <= 0)
    return;

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (done, 0, 1));
  /* Translators: %d is how many percent are done */
  text = g_strdup_printf (_("Checking every entry, decision, signature, revision and picture… %d %%"), (int) (100 * done));
  gtk_progress_bar_set_text (self->progress, text);
}

static gboolean
pulse_cb (gpointer user_data)
{
  gtk_progress_bar_pulse (CS_VERIFY_BAR (user_data)->progress);

  return G_SOURCE_CONTINUE;
}

static void
cancel_clicked_cb (CsVerifyBar *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
cs_verify_bar_dispose (GObject *object)
{
  CsVerifyBar *self = CS_VERIFY_BAR (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (cs_verify_bar_parent_class)->dispose (object);
}

static void
cs_verify_bar_class_init (CsVerifyBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cs_verify_bar_dispose;
}

static GtkWidget *
make_line (const char *icon,
           const char *style,
           GtkLabel  **label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_image_set_pixel_size (GTK_IMAGE (image), 24);
  gtk_box_append (GTK_BOX (box), image);
  *label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (*label, TRUE);
  gtk_label_set_xalign (*label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (*label), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (*label));
  gtk_widget_add_css_class (box, "cs-verify");
  gtk_widget_add_css_class (box, style);

  return box;
}

static void
cs_verify_bar_init (CsVerifyBar *self)
{
  GtkWidget *working = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));
  GtkWidget *trouble = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroll = gtk_scrolled_window_new ();

  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_progress_bar_set_show_text (self->progress, TRUE);
  gtk_progress_bar_set_ellipsize (self->progress, PANGO_ELLIPSIZE_END);
  cs_name_widget (GTK_WIDGET (self->progress), _("Progress of the proof"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->progress), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (working), GTK_WIDGET (self->progress));
  gtk_box_append (GTK_BOX (working), cancel);
  gtk_widget_add_css_class (working, "cs-verify");

  self->findings = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_widget_set_margin_start (GTK_WIDGET (self->findings), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->findings), 8);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroll), 160);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), GTK_WIDGET (self->findings));
  gtk_box_append (GTK_BOX (trouble), make_line ("dialog-error-symbolic", "cs-red", &self->trouble));
  gtk_box_append (GTK_BOX (trouble), scroll);

  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, working, "working");
  gtk_stack_add_named (self->stack, make_line ("cs-seal-symbolic", "cs-green", &self->seal), "seal");
  gtk_stack_add_named (self->stack, trouble, "trouble");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
cs_verify_bar_new (CsSession *session)
{
  CsVerifyBar *self = g_object_new (CS_TYPE_VERIFY_BAR, NULL);

  g_return_val_if_fail (CS_IS_SESSION (session), NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (cs_session_get_office (session), "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

void
cs_verify_bar_start (CsVerifyBar *self)
{
  g_return_if_fail (CS_IS_VERIFY_BAR (self));

  if (self->cancellable != NULL)
    return;

  self->cancellable = g_cancellable_new ();
  self->pulse_id = g_timeout_add (PULSE, pulse_cb, self);
  gtk_progress_bar_set_text (self->progress, _("Checking every entry, decision, signature, revision and picture…"));
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  cs_office_call_async (cs_session_get_office (self->session), "journal.verify", NULL,
                        self->cancellable, verified_cb, g_object_ref (self));
}
