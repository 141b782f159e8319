/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cs-office.h"

G_DEFINE_INTERFACE (CsOffice, cs_office, G_TYPE_OBJECT)

static void
cs_office_default_init (CsOfficeInterface *iface)
{
  g_signal_new ("changed", CS_TYPE_OFFICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("progress", CS_TYPE_OFFICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                G_TYPE_STRING, G_TYPE_DOUBLE);
}

void
cs_office_call_async (CsOffice            *self,
                      const char          *operation,
                      JsonObject          *arguments,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (CS_IS_OFFICE (self));
  g_return_if_fail (operation != NULL);

  CS_OFFICE_GET_IFACE (self)->call_async (self, operation, arguments, cancellable, callback, user_data);
}

JsonObject *
cs_office_call_finish (CsOffice      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (CS_IS_OFFICE (self), NULL);

  return CS_OFFICE_GET_IFACE (self)->call_finish (self, result, error);
}

JsonObject *
cs_office_call (CsOffice      *self,
                const char    *operation,
                JsonObject    *arguments,
                GCancellable  *cancellable,
                GError       **error)
{
  g_return_val_if_fail (CS_IS_OFFICE (self), NULL);
  g_return_val_if_fail (operation != NULL, NULL);

  return CS_OFFICE_GET_IFACE (self)->call (self, operation, arguments, cancellable, error);
}
