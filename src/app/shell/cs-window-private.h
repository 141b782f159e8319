/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-desk-watch.h"
#include "cs-local-office.h"
#include "cs-sidebar.h"
#include "cs-window.h"

G_BEGIN_DECLS

struct _CsWindow
{
  AdwApplicationWindow parent_instance;

  char          *folder;      /* of the office */
  char          *seat;        /* to take when the office is open, then NULL */
  gboolean       practice;    /* an empty folder is to become a practice office */
  gboolean       first_start; /* the office was empty when it was opened, so nothing publishes for it yet */
  gboolean       made;        /* the office was made in this window, and nobody has been shown it yet */
  gboolean       remember;    /* the office is to be opened again at the next start */
  gboolean       leaving;     /* what is typed is being saved */
  gboolean       stopping;    /* the last office's publisher is */
  char          *next_folder; /* where to go when the office has been left; NULL = the same one again */
  gboolean       next_practice;
  gboolean       anew;        /* the office in the folder is to be set aside first */
  CsLocalOffice *office;
  CsSession     *session;
  CsDeskWatch   *watch;       /* NULL while nobody is signed in */
  GCancellable  *cancellable;
  GPtrArray     *pushed;      /* pages above the place, the topmost last; not owned: the stack has them */
  char          *place;       /* name of the place shown beneath */
  guint          narrow_id;   /* idle source */
  gboolean       narrow;
  gboolean       asking;      /* what becomes of unsaved changes, before the window is closed */
  gboolean       closing;

  AdwToastOverlay *toasts;
  GtkStack        *modes;
  AdwBin          *start;
  CsSidebar       *sidebar;
  GtkStack        *pages;
  GtkWidget       *practice_strip;
  GtkWidget       *practice_button;
  GtkWidget       *offline_strip;
  GtkLabel        *offline_label;
};

/* cs-window-actions.c */
void cs_window_install_actions (GtkWidgetClass *widget_class);

/* cs-window-acts.c */
void cs_window_install_acts (GtkWidgetClass *widget_class);

/* cs-window-start.c: from the folder to the person's Desk */
void cs_window_begin           (CsWindow       *self);
void cs_window_sit             (CsWindow       *self,
                                gint64          person);
void cs_window_let_in          (CsWindow       *self);
void cs_window_sign_out        (CsWindow       *self);
void cs_window_restart         (CsWindow       *self);
void cs_window_begin_anew      (CsWindow       *self);

/* cs-window-office.c: saving before the person or the office changes, and other offices */
void cs_window_leave_async           (CsWindow            *self,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
/* The pages are gone if it succeeds. If it fails nothing was changed. */
gboolean cs_window_leave_finish      (CsWindow            *self,
                                      GAsyncResult        *result,
                                      GError             **error);
void cs_window_show_unsaved          (CsWindow            *self,
                                      GtkWidget           *unsaved);
void cs_window_choose_first_office   (CsWindow            *self);
void cs_window_remember_office       (CsWindow            *self);
void cs_window_update_office_actions (CsWindow            *self);
void cs_window_choose_office         (CsWindow            *self);
void cs_window_open_practice         (CsWindow            *self);

/* cs-window.c */
void cs_window_show_place      (CsWindow       *self,
                                const char     *place);
void cs_window_push            (CsWindow       *self,
                                GtkWidget      *page);
void cs_window_pop             (CsWindow       *self);
void cs_window_drop_pages      (CsWindow       *self);
void cs_window_toast           (CsWindow       *self,
                                const char     *text);

G_END_DECLS
