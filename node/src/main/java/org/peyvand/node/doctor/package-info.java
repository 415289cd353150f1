/**
 * What is wrong with a home and the machine around it, told without the passphrase: {@link
 * org.peyvand.node.doctor.Examination} looks at everything and throws nothing, {@link
 * org.peyvand.node.doctor.Finding} is what it says. What only an open home shows is asked of the
 * node that has it open.
 */
package org.peyvand.node.doctor;
