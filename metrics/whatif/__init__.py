"""What would be if: moves of levers and what they bring, each labelled by the kind of evidence it rests on."""
