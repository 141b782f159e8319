/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cs-account-rounds.h"
#include "cs-local-office.h"
#include "cs-practice-network.h"
#include "cs-sign-in.h"

G_BEGIN_DECLS

/* What the parts of the local office share: the object (cs-local-office.c) and the way of one call (cs-local-office-calls.c). */

struct _CsLocalOffice
{
  GObject          parent_instance;

  CsStore         *store;
  CsOutbox        *outbox;     /* NULL until somebody asks */
  CsAccountRounds *rounds;     /* while it publishes, else NULL */
  CsPracticeHost  *host;       /* NULL unless this process serves the practice network */
  CsKeyring       *keyring;    /* owned */
  GMainContext    *context;    /* of the opener, where signals come; owned */

  GMutex           lock;       /* of what follows */
  gint64           person;     /* who is signed in, 0 = nobody */
  gboolean         cut;        /* the journal lacks what this workstation remembers */
  CsClock          clock;
  gpointer         clock_data;
};

/* The office's clock. @self: a gpointer, so that it serves as a CsClock. Any thread, like all of these. */
gint64   cs_local_office_get_now    (gpointer            data);
gint64   cs_local_office_get_person (CsLocalOffice      *self);

/* Whoever leaves takes his key along. */
void     cs_local_office_set_person (CsLocalOffice      *self,
                                     gint64              person);
gboolean cs_local_office_is_cut     (CsLocalOffice      *self);
void     cs_local_office_set_cut    (CsLocalOffice      *self,
                                     gboolean            cut);

/* CsOffice's calls. */
void     cs_local_office_init_calls (CsOfficeInterface  *iface);

G_END_DECLS
