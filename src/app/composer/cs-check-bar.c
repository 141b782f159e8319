/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-check-bar.h"
#include "cs-check-panel.h"
#include "cs-show-error.h"
#include "cs-wrap-box.h"

/* More links than these are counted, not shown: the next ones come when the first are done. */
#define MAX_LINKS 3

struct _CsCheckBar
{
  AdwBin     parent_instance;

  GtkWidget *done;
  GtkWidget *lead;
  GtkWidget *links[MAX_LINKS];
  GtkLabel  *labels[MAX_LINKS];
  GtkLabel  *more;
  GtkWidget *toggle;
  guint      places[MAX_LINKS]; /* of the findings behind the links */
  char      *summary;
  char      *counts;
  gboolean   open;
};

G_DEFINE_FINAL_TYPE (CsCheckBar, cs_check_bar, ADW_TYPE_BIN)

enum { PROP_OPEN = 1, N_PROPS };

static GParamSpec *properties[N_PROPS];
static guint jump_signal;

static void
link_clicked_cb (CsCheckBar *self,
                 GtkWidget  *button)
{
  for (guint i = 0; i < MAX_LINKS; i++)
    if (self->links[i] == button)
      g_signal_emit (self, jump_signal, 0, self->places[i]);
}

static void
cs_check_bar_finalize (GObject *object)
{
  CsCheckBar *self = CS_CHECK_BAR (object);

  g_free (self->summary);
  g_free (self->counts);
  G_OBJECT_CLASS (cs_check_bar_parent_class)->finalize (object);
}

static void
cs_check_bar_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == PROP_OPEN)
    g_value_set_boolean (value, CS_CHECK_BAR (object)->open);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_check_bar_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (id == PROP_OPEN)
    cs_check_bar_set_open (CS_CHECK_BAR (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
cs_check_bar_class_init (CsCheckBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = cs_check_bar_finalize;
  object_class->get_property = cs_check_bar_get_property;
  object_class->set_property = cs_check_bar_set_property;
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  jump_signal = g_signal_new ("jump", CS_TYPE_CHECK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_UINT);
}

static GtkWidget *
make_done (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_("Nothing is missing"));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (box, "success");
  return box;
}

static void
make_link (CsCheckBar *self,
           CsWrapBox  *box,
           guint       i)
{
  self->labels[i] = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->labels[i], PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->labels[i], 6);
  self->links[i] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->links[i]), GTK_WIDGET (self->labels[i]));
  gtk_widget_add_css_class (self->links[i], "flat");
  gtk_widget_add_css_class (self->links[i], "check-link");
  g_signal_connect_object (self->links[i], "clicked", G_CALLBACK (link_clicked_cb), self, G_CONNECT_SWAPPED);
  cs_wrap_box_append (box, self->links[i]);
}

static void
cs_check_bar_init (CsCheckBar *self)
{
  CsWrapBox *box = g_object_new (CS_TYPE_WRAP_BOX, NULL);

  self->summary = g_strdup ("?");
  self->counts = g_strdup ("?");
  self->done = make_done ();
  cs_wrap_box_append (box, self->done);
  /* Translators: before a list of what must be done before a post can be submitted, such as “Alt text for picture 2” */
  self->lead = gtk_label_new (_("Not ready yet:"));
  gtk_widget_add_css_class (self->lead, "dim-label");
  cs_wrap_box_append (box, self->lead);
  for (guint i = 0; i < MAX_LINKS; i++)
    make_link (self, box, i);
  self->more = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->more), "dim-label");
  cs_wrap_box_append (box, GTK_WIDGET (self->more));
  self->toggle = gtk_toggle_button_new_with_label ("");
  gtk_widget_add_css_class (self->toggle, "flat");
  gtk_widget_add_css_class (self->toggle, "check-toggle");
  g_object_bind_property (self, "open", self->toggle, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  cs_wrap_box_append (box, self->toggle);
  gtk_widget_set_valign (GTK_WIDGET (box), GTK_ALIGN_CENTER);
  cs_name_widget (GTK_WIDGET (box), _("Not ready yet:"));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

GtkWidget *
cs_check_bar_new (void)
{
  return g_object_new (CS_TYPE_CHECK_BAR, NULL);
}

static void
show_link (CsCheckBar *self,
           guint       i,
           const char *sentence)
{
  gtk_widget_set_visible (self->links[i], sentence != NULL);
  if (sentence == NULL)
    return;
  gtk_label_set_label (self->labels[i], sentence);
  gtk_widget_set_tooltip_text (self->links[i], sentence);
  cs_name_widget (self->links[i], sentence);
}

/* What holds the post back: its sentences, and the places of the first few. */
static GPtrArray *
collect_blocking (CsCheckBar *self,
                  GPtrArray  *findings)
{
  GPtrArray *sentences = g_ptr_array_new ();

  for (guint i = 0; i < findings->len; i++)
    {
      const CsFinding *finding = g_ptr_array_index (findings, i);

      if (!cs_finding_holds_back (finding))
        continue;
      if (sentences->len < MAX_LINKS)
        self->places[sentences->len] = i;
      g_ptr_array_add (sentences, finding->sentence);
    }
  return sentences;
}

static void
show_counts (CsCheckBar *self,
             GPtrArray  *findings)
{
  g_autofree char *counts = cs_check_panel_dup_summary (findings);

  if (g_str_equal (counts, self->counts))
    return;
  g_free (self->counts);
  self->counts = g_steal_pointer (&counts);
  gtk_button_set_label (GTK_BUTTON (self->toggle), self->counts);
  cs_name_widget (self->toggle, self->counts);
}

void
cs_check_bar_set (CsCheckBar *self,
                  GPtrArray  *findings)
{
  g_autoptr(GPtrArray) sentences = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *more = NULL;
  guint n;
  guint rest;

  g_return_if_fail (CS_IS_CHECK_BAR (self));

  sentences = collect_blocking (self, findings);
  show_counts (self, findings);
  n = sentences->len;
  rest = n > MAX_LINKS ? n - MAX_LINKS : 0;
  g_ptr_array_add (sentences, NULL);
  summary = g_strjoinv ("\n", (char **) sentences->pdata);
  if (g_str_equal (summary, self->summary))
    return;
  g_free (self->summary);
  self->summary = g_steal_pointer (&summary);
  for (guint i = 0; i < MAX_LINKS; i++)
    show_link (self, i, i < n ? g_ptr_array_index (sentences, i) : NULL);
  gtk_widget_set_visible (self->done, n == 0);
  gtk_widget_set_visible (self->lead, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), rest > 0);
  /* Translators: behind three things that are still missing: how many more there are */
  more = g_strdup_printf (ngettext ("and %u more", "and %u more", rest), rest);
  gtk_label_set_label (self->more, more);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->more), self->summary);
}

gboolean
cs_check_bar_get_open (CsCheckBar *self)
{
  g_return_val_if_fail (CS_IS_CHECK_BAR (self), FALSE);

  return self->open;
}

void
cs_check_bar_set_open (CsCheckBar *self,
                       gboolean    open)
{
  g_return_if_fail (CS_IS_CHECK_BAR (self));

  if (self->open == open)
    return;
  self->open = open;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

const char *
cs_check_bar_get_summary (CsCheckBar *self)
{
  g_return_val_if_fail (CS_IS_CHECK_BAR (self), "");

  return self->summary;
}

void
cs_check_bar_focus (CsCheckBar *self)
{
  g_return_if_fail (CS_IS_CHECK_BAR (self));

  gtk_widget_grab_focus (self->links[0]);
}
