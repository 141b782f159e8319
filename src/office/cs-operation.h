/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cs-backup.h"
#include "cs-keyring.h"
#include "cs-office-rows.h"
#include "cs-store.h"

G_BEGIN_DECLS

typedef enum
{
  CS_ARGUMENT_INTEGER,
  CS_ARGUMENT_TEXT,
  CS_ARGUMENT_BOOLEAN,
  CS_ARGUMENT_OBJECT,
  CS_ARGUMENT_ARRAY,
} CsArgumentType;

typedef struct
{
  const char     *name;
  CsArgumentType  type;
  gboolean        required;
  gsize           max_bytes; /* of text, or of an object or array as JSON; 0 = 4,096 */
  const char     *summary;   /* for the reference; marked for translation */
} CsArgument;

typedef enum
{
  CS_OPERATION_READ,  /* runs on a reader thread */
  CS_OPERATION_WRITE, /* runs on the writer, in a transaction */
} CsOperationKind;

/**
 * CsOpenedKey:
 *
 * A key that is to be open once the call is committed; none where @secret is %NULL.
 */
typedef struct
{
  gint64    person;
  gint64    key;    /* id */
  CsSecret *secret; /* owned */
} CsOpenedKey;

/**
 * CsCall:
 *
 * One call while it runs. Lends everything.
 */
typedef struct
{
  CsDb              *db;
  const char        *folder;
  const CsOfficeRow *office;    /* NULL while the office is empty */
  const CsPersonRow *actor;     /* NULL if nobody is signed in */
  JsonObject        *arguments; /* checked against the table: types, bounds, required ones present */
  gint64             now;       /* UTC, microseconds */
  gpointer           prepared;  /* from the operation's prepare function */
  GCancellable      *cancellable;
  CsProgress         progress;      /* may be NULL; for operations that take long, with @progress_data */
  gpointer           progress_data;
  CsKeyring         *keyring;       /* of the process's session */
  gint64             session_person; /* set by session operations: who is signed in after the call; -1 = unchanged */
  gboolean           wake_outbox;    /* set by operations that may have made something due */
  CsOpenedKey        opened;         /* set by session operations */
  char              *checkpoint;     /* set by run: a signed note that the workstation remembers after the commit; owned */
  gboolean           accepted;       /* set by journal.accept: the journal is as it should be */
  GError            *refusal;        /* set by run, which then returns NULL without @error: what it wrote is kept, the caller gets this error */
} CsCall;

/**
 * CsOperationRun:
 *
 * Returns: (transfer full): the result object, or %NULL with @error
 */
typedef JsonObject *(*CsOperationRun) (CsCall *call, GError **error);

/**
 * CsOperation:
 *
 * One row of the table. The door checks that the actor's roles and @roles meet, then the arguments, then calls @prepare (a reader thread, read-only db: for slow work such as
 * hashing a password or reading a picture) and @run, in one transaction with its journal entries. @run may be called again where a shared transaction failed: it leaves @prepared as it was.
 */
typedef struct
{
  const char       *name;      /* "post.submit" */
  CsRoles           roles;     /* who may call it; CS_ROLE_NONE = also without signing in */
  CsOperationKind   kind;
  const char       *summary;   /* for the reference; marked for translation */
  const CsArgument *arguments; /* ends with a NULL name; NULL = none */
  gpointer        (*prepare)(CsCall *call, GError **error);
  GDestroyNotify    free_prepared;
  CsOperationRun    run;

  /* After the commit, on a reader thread: for what can only be kept elsewhere once the row has its id (a token). May be NULL. */
  gboolean        (*settle)(CsCall *call, JsonObject *reply, GError **error);
  gboolean          while_empty; /* may be called before the first start */
  gboolean          while_cut;   /* may be called while the journal lacks what the workstation remembers */

  /* Between prepare and run, on a thread of its own, without a database: what takes minutes. It may change what was prepared. May be NULL. */
  gboolean        (*work)(CsCall *call, GError **error);
} CsOperation;

/**
 * cs_operations_find:
 *
 * Returns: (transfer none) (nullable): the operation of that name
 */
const CsOperation *cs_operations_find      (const char   *name);

/**
 * cs_operations_list:
 *
 * Returns: (transfer none): all, in the order of their names, and how many
 */
const CsOperation * const *cs_operations_list (guint *n_operations);

/**
 * cs_operation_check_arguments:
 *
 * Unknown members, wrong types, missing or oversized ones: %CS_ERROR_INVALID with a message that names the argument.
 */
gboolean           cs_operation_check_arguments (const CsOperation  *operation,
                                                 JsonObject         *arguments,
                                                 GError            **error);

/**
 * cs_operation_to_json:
 *
 * The operation as the generated reference shows it: name, roles, kind, summary, arguments.
 */
JsonObject        *cs_operation_to_json    (const CsOperation *operation) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
