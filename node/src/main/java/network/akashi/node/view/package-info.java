/** What a role knows of the chain at one moment: plain values, as of one block. */
@NullMarked
package network.akashi.node.view;

import org.jspecify.annotations.NullMarked;
