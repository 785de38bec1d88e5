/**
 * Nodes talking to nodes and to people: proofs by content hash, claims, signatures; status,
 * metrics, events. Whatever comes in is bounded in size and rate, and whoever sends rubbish is not
 * listened to for a while.
 */
@NullMarked
package network.akashi.node.http;

import org.jspecify.annotations.NullMarked;
