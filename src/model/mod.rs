//! Plain values that cross a stage border: no behaviour beyond naming and printing themselves.

pub mod code;
pub mod document;
pub mod fact;
pub mod mention;
pub mod span;

pub use code::Code;
pub use document::{Boilerplate, BoilerplateKind, Document, PublishedBasis, Rejection};
pub use fact::{
    BusinessPresence, Evidence, Facts, Figure, Flow, GrossNet, Investment, Measure, Meeting, MeetingKind, MeetingStatus, Participant,
    Period, PresenceKind, Sector, SlotBasis, Stance, Status, TradeFigure,
};
pub use mention::{Basis, Mention, MentionKind, Qualifier, RejectReason};
pub use span::Span;

/// Declares an enum whose values are codes of a closed list: how each is written in tables, and back.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every value, in declaration order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The code as tables spell it.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value with this spelling, if there is one.
            pub fn parse(text: &str) -> Option<$name> {
                match text { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        #[cfg(feature = "config")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        #[cfg(feature = "config")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                $name::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no {}", stringify!($name))))
            }
        }
    };
}
pub(crate) use codes;
