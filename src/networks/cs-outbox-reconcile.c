/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-fault.h"
#include "cs-outbox-private.h"
#include "cs-post.h"

/* So long a request may come after the connection to it is gone: a proxy passes on what it has taken in. Microseconds */
#define STRAGGLING (5 * (gint64) G_USEC_PER_SEC)

/* The longest wait that chance may give the next try. */
#define NEARLY_ONE 0.99

/* FALSE if we are to end meanwhile. By time that nobody sets: a clock that was moved makes a request of just now look long past. */
static gboolean
wait_for_stragglers (CsOutbox *self)
{
  GPollFD end;

  if (!g_cancellable_make_pollfd (self->cancellable, &end))
    {
      g_usleep (STRAGGLING);
      return !cs_outbox_is_stopping (self);
    }
  g_poll (&end, 1, STRAGGLING / 1000);
  g_cancellable_release_fd (self->cancellable);

  return !cs_outbox_is_stopping (self);
}

/* What is not there may still come, as long as the request is on its way. Where that is mended by the next try, one look will do; a person is told that it did not
 * arrive only after a second one. */
CsSendResult *
cs_outbox_reconcile (CsOutbox             *self,
                     CsHttp               *http,
                     const CsOutboxWork   *work,
                     const CsSendRequest  *request,
                     gint64                now)
{
  const CsPublicationRow *row = work->publication;
  CsNetworkAccount account = cs_outbox_work_get_account (work);
  const CsNetwork *network = cs_network_get (account.kind);
  CsSendResult *result = network->reconcile (http, &account, request, self->cancellable);

  if (result->outcome != CS_SEND_NOT_SENT ||
      cs_fault_plan_try (result->code, row->attempts, result->retry_after, now, row->due_at + CS_RELEASE_GRACE, NEARLY_ONE) != 0)
    return result;

  cs_send_result_free (result);
  if (!wait_for_stragglers (self))
    return NULL;

  return network->reconcile (http, &account, request, self->cancellable);
}
