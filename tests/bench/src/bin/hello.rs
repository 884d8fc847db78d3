//! The least a program can do: what starting a process costs on this machine.

fn main() {
    println!("hello");
}
