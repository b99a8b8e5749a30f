/// The workload and the judgement: clients that move a fixed sum of money round and remember what
/// they were told, and an audit of it.
///
/// Start reading at [dev.kontor.faults.bank.Bank].
@NullMarked
package dev.kontor.faults.bank;

import org.jspecify.annotations.NullMarked;
