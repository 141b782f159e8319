/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-check-panel.h"

#include <glib/gi18n.h>

#include "cs-show-error.h"
#include "cs-text-label.h"

/* More findings of one rule than this are counted, not shown: they are mended in the same way. */
#define MAX_OF_RULE 4

struct _CsCheckPanel
{
  AdwBin     parent_instance;

  GtkWidget *list;
  GPtrArray *findings;    /* of CsFinding */
  char      *shown;       /* what the rows say */
  CsRoles    roles;
  gboolean   contributor;
  gboolean   jumps;
};

G_DEFINE_FINAL_TYPE (CsCheckPanel, cs_check_panel, ADW_TYPE_BIN)

enum { JUMP, WAIVE, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
cs_check_panel_finalize (GObject *object)
{
  CsCheckPanel *self = CS_CHECK_PANEL (object);

  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_free (self->shown);
  G_OBJECT_CLASS (cs_check_panel_parent_class)->finalize (object);
}

static void
cs_check_panel_class_init (CsCheckPanelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cs_check_panel_finalize;
  signals[JUMP] = g_signal_new ("jump", CS_TYPE_CHECK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[WAIVE] = g_signal_new ("waive", CS_TYPE_CHECK_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
cs_check_panel_init (CsCheckPanel *self)
{
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->shown = g_strdup ("?");
  adw_bin_set_child (ADW_BIN (self), self->list);
}

GtkWidget *
cs_check_panel_new (gboolean jumps)
{
  CsCheckPanel *self = g_object_new (CS_TYPE_CHECK_PANEL, NULL);

  self->jumps = jumps;
  return GTK_WIDGET (self);
}

static guint
place_of (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "place"));
}

static void
jump_cb (CsCheckPanel *self,
         GtkWidget    *button)
{
  g_signal_emit (self, signals[JUMP], 0, place_of (button));
}

/* Opens the line in which the reason is typed, or closes it. */
static void
open_cb (CsCheckPanel    *self,
         GtkToggleButton *button)
{
  GtkWidget *form = g_object_get_data (G_OBJECT (button), "form");
  GtkWidget *entry = g_object_get_data (G_OBJECT (button), "entry");

  gtk_revealer_set_reveal_child (GTK_REVEALER (form), gtk_toggle_button_get_active (button));
  if (gtk_toggle_button_get_active (button))
    gtk_widget_grab_focus (entry);
}

static void
typed_cb (GtkWidget   *button,
          GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  gtk_widget_set_sensitive (button, *text != '\0');
}

static void
waive_cb (CsCheckPanel *self,
          GtkWidget    *widget)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (widget), "entry");
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));

  if (*reason != '\0')
    g_signal_emit (self, signals[WAIVE], 0, place_of (widget), reason);
}

static GtkWidget *
make_icon (const CsFinding *finding)
{
  const char *name = finding->waived ? "object-select-symbolic"
                     : finding->level == CS_LEVEL_BLOCK ? "dialog-error-symbolic" : "dialog-warning-symbolic";
  const char *label = finding->waived ? C_("check", "Waived")
                      : finding->level == CS_LEVEL_BLOCK ? C_("check", "To mend") : C_("check", "Warning");
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG,
                                  "tooltip-text", label, "valign", GTK_ALIGN_START, "margin-top", 2, NULL);

  gtk_widget_add_css_class (icon, finding->waived ? "dim-label" : finding->level == CS_LEVEL_BLOCK ? "error" : "warning");
  cs_name_widget (icon, label);
  return icon;
}

static const char *
say_who_waives (CsMayWaive       may,
                const CsFinding *finding)
{
  if (may == CS_MAY_WAIVE_CONTRIBUTOR)
    return _("You wrote part of this post, so somebody else has to waive this.");
  if (may == CS_MAY_WAIVE_ROLE && finding->level == CS_LEVEL_BLOCK)
    return finding->waiver == CS_WAIVER_LEADER
           ? _("A leader who did not write it can waive this.")
           : _("A reviewer, duty editor or leader who did not write it can waive this.");
  return NULL;
}

static GtkWidget *
make_words (CsCheckPanel    *self,
            const CsFinding *finding,
            CsMayWaive       may)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *waived = NULL;

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), cs_text_label_new (finding->sentence, NULL));
  gtk_box_append (GTK_BOX (words), cs_text_label_new (finding->reason, "dim-label"));
  if (finding->waived)
    {
      /* Translators: %1$s is a person, %2$s why a check does not count here. */
      waived = g_strdup_printf (_("Waived by %1$s: %2$s"), finding->waived_by, finding->waived_why);
      gtk_box_append (GTK_BOX (words), cs_text_label_new (waived, "check-waived"));
    }
  else if (say_who_waives (may, finding))
    {
      gtk_box_append (GTK_BOX (words), cs_text_label_new (say_who_waives (may, finding), "dim-label"));
    }
  return words;
}

static GtkWidget *
make_form (CsCheckPanel *self,
           GtkWidget    *toggle,
           guint         place)
{
  GtkWidget *form = gtk_revealer_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_label (C_("check", "Waive"));

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _("Why it does not matter here: every signer reads it"));
  cs_name_widget (entry, _("Reason for waiving"));
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_widget_set_sensitive (button, FALSE);
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (button), "entry", entry);
  g_object_set_data (G_OBJECT (entry), "place", GUINT_TO_POINTER (place));
  g_object_set_data (G_OBJECT (entry), "entry", entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), button, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (waive_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (button, "clicked", G_CALLBACK (waive_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), entry);
  gtk_box_append (GTK_BOX (line), button);
  gtk_widget_set_margin_top (line, 6);
  gtk_revealer_set_child (GTK_REVEALER (form), line);
  g_object_set_data (G_OBJECT (toggle), "form", form);
  g_object_set_data (G_OBJECT (toggle), "entry", entry);
  return form;
}

static void
add_jump (CsCheckPanel    *self,
          GtkWidget       *line,
          guint            place,
          const CsFinding *finding)
{
  GtkWidget *button;
  g_autofree char *name = NULL;

  if (!self->jumps)
    return;
  button = gtk_button_new_with_label (C_("check", "Show"));
  /* Translators: %s is what a check found; the button jumps there. */
  name = g_strdup_printf (_("Show: %s"), finding->sentence);
  cs_name_widget (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "place", GUINT_TO_POINTER (place));
  g_signal_connect_object (button, "clicked", G_CALLBACK (jump_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_row (CsCheckPanel *self,
         guint         place)
{
  const CsFinding *finding = g_ptr_array_index (self->findings, place);
  CsMayWaive may = cs_finding_may_waive (finding, self->roles, self->contributor);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);

  gtk_widget_add_css_class (row, "check-row");
  gtk_box_append (GTK_BOX (line), make_icon (finding));
  gtk_box_append (GTK_BOX (line), make_words (self, finding, may));
  add_jump (self, line, place, finding);
  gtk_box_append (GTK_BOX (row), line);
  if (may == CS_MAY_WAIVE_YES && !finding->waived)
    {
      GtkWidget *toggle = gtk_toggle_button_new_with_label (C_("check", "Waive…"));
      /* Translators: %s is what a check found. */
      g_autofree char *name = g_strdup_printf (_("Waive: %s"), finding->sentence);

      cs_name_widget (toggle, name);
      gtk_widget_set_valign (toggle, GTK_ALIGN_START);
      gtk_widget_add_css_class (toggle, "flat");
      gtk_box_append (GTK_BOX (row), make_form (self, toggle, place));
      g_signal_connect_object (toggle, "toggled", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (line), toggle);
    }
  gtk_box_append (GTK_BOX (self->list), row);
}

static guint
rank_of (const CsFinding *finding)
{
  return finding->waived ? 2 : finding->level == CS_LEVEL_BLOCK ? 0 : 1;
}

/* How many of the same rule and rank stand before @place, and how many there are. */
static guint
count_same (GPtrArray *findings,
            guint      place,
            guint     *n)
{
  const CsFinding *finding = g_ptr_array_index (findings, place);
  guint before = 0;

  *n = 0;
  for (guint i = 0; i < findings->len; i++)
    {
      const CsFinding *other = g_ptr_array_index (findings, i);

      if (rank_of (other) != rank_of (finding) || !g_str_equal (other->rule, finding->rule))
        continue;
      (*n)++;
      before += i < place;
    }
  return before;
}

static void
add_rows (CsCheckPanel *self,
          guint         rank)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (self->findings, i);
      guint n = 0;
      guint before;
      g_autofree char *more = NULL;

      if (rank_of (finding) != rank)
        continue;
      before = count_same (self->findings, i, &n);
      if (before < MAX_OF_RULE)
        add_row (self, i);
      if (before + 1 != MAX_OF_RULE || n <= MAX_OF_RULE)
        continue;
      more = g_strdup_printf (ngettext ("and %u more of this kind", "and %u more of this kind", n - MAX_OF_RULE),
                              n - MAX_OF_RULE);
      gtk_box_append (GTK_BOX (self->list), cs_text_label_new (more, "check-more"));
    }
}

static char *
make_summary (CsCheckPanel *self)
{
  GString *summary = g_string_new (NULL);

  g_string_append_printf (summary, "%d %d\n", (int) self->roles, self->contributor);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (self->findings, i);

      g_string_append_printf (summary, "%s\t%s\t%s\t%d\t%s\n", finding->rule, finding->sentence, finding->subject,
                              finding->waived, finding->waived_why);
    }
  return g_string_free (summary, FALSE);
}

void
cs_check_panel_set (CsCheckPanel *self,
                    GPtrArray    *findings,
                    CsRoles       roles,
                    gboolean      contributor)
{
  g_autofree char *summary = NULL;
  GtkWidget *child;

  g_return_if_fail (CS_IS_CHECK_PANEL (self));

  g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  self->roles = roles;
  self->contributor = contributor;
  summary = make_summary (self);
  if (g_str_equal (summary, self->shown))
    return;

  g_free (self->shown);
  self->shown = g_steal_pointer (&summary);
  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint rank = 0; rank < 3; rank++)
    add_rows (self, rank);
  if (findings->len == 0)
    gtk_box_append (GTK_BOX (self->list), cs_text_label_new (_("The checks found nothing."), "check-more"));
}

char *
cs_check_panel_dup_summary (GPtrArray *findings)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *joined = NULL;
  guint blocking;
  guint warnings;
  guint waived;

  cs_findings_count (findings, &blocking, &warnings, &waived);
  if (findings->len == 0)
    return g_strdup (_("Checks: nothing found"));
  if (blocking > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u to mend", "%u to mend", blocking), blocking));
  if (warnings > 0)
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings));
  if (waived > 0)
    /* Translators: how many findings of the checks do not count, because somebody said why */
    g_ptr_array_add (parts, g_strdup_printf (ngettext ("%u waived", "%u waived", waived), waived));
  g_ptr_array_add (parts, NULL);
  /* Translators: stands between “2 warnings” and “1 waived”. */
  joined = g_strjoinv (C_("list of counts", ", "), (char **) parts->pdata);
  /* Translators: %s is a list such as “2 warnings, 1 waived”. */
  return g_strdup_printf (_("Checks: %s"), joined);
}
