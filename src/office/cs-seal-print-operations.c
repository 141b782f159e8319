/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "cs-evidence-private.h"
#include "cs-operations-private.h"
#include "cs-seal-client.h"
#include "cs-seal-drawing.h"
#include "cs-seal-private.h"

/* Printing the seal: it is made in the transaction, and printed once it is on record. */

static gpointer
prepare_print (CsCall  *call,
               GError **error)
{
  cs_evidence_check_file (cs_call_get_text (call, "to"), error);
  return NULL;
}

static JsonObject *
run_print (CsCall  *call,
           GError **error)
{
  JsonObject *reply = cs_seal_make (call, error);

  if (reply)
    json_object_set_string_member (reply, "path", cs_call_get_text (call, "to"));
  return reply;
}

static gboolean
print_seal (gpointer       data,
            const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  return cs_seal_paper_print (data, path, cancellable, error);
}

static gboolean
settle_print (CsCall      *call,
              JsonObject  *reply,
              GError     **error)
{
  g_autoptr(CsSealInfo) seal = cs_reply_read_seal (reply);
  CsSealPaper paper = {
    .office = seal->office, .uid = seal->uid, .language = call->office->language, .zone = call->office->zone, .at = seal->at,
    .sequence = seal->sequence, .hash = seal->hash, .code = seal->code, .made_by = seal->made_by_name, .note = seal->note,
  };

  return cs_evidence_print (cs_call_get_text (call, "to"), print_seal, &paper, call->cancellable, error);
}

static const CsArgument print_arguments[] = {
  { "to", CS_ARGUMENT_TEXT, TRUE, 0, N_("absolute path of a PDF file that does not exist yet") },
  { NULL },
};

const CsOperation cs_seal_print_operations[] = {
  { "seal.print", CS_ROLE_DUTY | CS_ROLE_LEADER | CS_ROLE_ADMINISTRATOR | CS_ROLE_AUDITOR, CS_OPERATION_WRITE,
    N_("Seals the journal as it stands, and prints the seal on one page, as PDF."),
    print_arguments, prepare_print, NULL, run_print, settle_print },
  { NULL },
};
