"""Sentences of news of many kinds, written for this project; some are long, and one needs several windows."""

from itertools import cycle, islice

SHORT = """
The council met on Monday.
Rain fell.
Berlin
Nobody in Tallmere believes a word of it.
The harbor reopened at six.
Shame on the minister!
“We will appeal,” said Ines Okafor.
Turnout was 41 percent.
The Ostrava Bank cut its rate to 3.25 percent.
What was Governor Hale thinking?
Kestrel Airways canceled nine flights.
The judge sentenced Pavel Drozd to four years.
This newspaper has warned of it for a decade.
Norfield won by two goals.
It is a disgrace.
""".split("\n")[1:-1]

MIDDLE = """
Marcus Thorne, who promised a clinic in every district, has opened none, and he still asks for our gratitude.
The finance ministry of Velland said on Thursday that revenue rose 4.1 percent in the second quarter.
Lena Vogt, the first woman to lead the port authority, cleared its debt without closing a single berth.
Critics accuse the Harbor Commission of hiding the report, which its chairman, Tom Adeyemi, denies.
“The tram will run by 2027,” the mayor told reporters, “and whoever doubts it may walk.”
Police in Sandrow arrested two men after a fire destroyed the archive of the Workers' Union.
The senator's plan is cruel, badly drafted and, worst of all, popular.
Analysts at Greyhall Partners expect the merger to close in March, according to a note seen by this paper.
The opposition leader Amara Diallo praised the nurses and called the hospital's owners “vultures in good suits”.
Inflation in the Lowland Republic slowed for a third month, the statistics office reported.
If the president signs this bill, she will have betrayed every teacher who voted for her.
Eastmark's foreign minister, Yusuf Karim, flew to Geneva on Friday for talks with his counterpart from Norland.
The film is a gentle, funny and quietly furious portrait of a town that the railroad forgot.
Rescuers pulled eleven miners from the shaft near Kolm, and the search for three others went on overnight.
The regulator fined Brightwater Energy 12 million after an audit found that it had billed customers twice.
Mr. Castellano insists that he knew nothing, although his own signature stands under the order.
A court in Dunmore ruled that the city must publish the contracts it signed with Helio Systems.
The coach blamed the referee, the grass and the weather, and spared only himself.
According to the Institute for Rural Studies, 38 villages have lost their last shop since 2015.
Few reforms have been so carefully prepared, and fewer have been so shamefully abandoned.
The ambassador described the meeting as frank, while an aide said that both sides had shouted.
Scientists at the University of Arden found traces of lead in the water of seven schools.
It is feared that the dam could fail if the rains continue.
The chief executive of Lumen Foods, Petra Lindqvist, apologized to the families and resigned.
Nobody deserves more credit for the peace than the two mothers who refused to leave the square.
The Coast Guard said that the ferry Aurora had carried 212 passengers, 30 more than it was licensed for.
Thousands marched through Port Salis to demand the release of the journalist Dario Menez.
The Pledge for Honest Work, whatever its authors say, is a pledge for cheap work.
Shares of Tarn Motors fell 7 percent after the company recalled its electric van.
The bishop's letter thanked volunteers, rebuked the governor and did not mention the children once.
""".split("\n")[1:-1]

LONG = [
    " ".join(paragraph.split())
    for paragraph in """
The committee, whose members were appointed by the prime minister, Olga Renn, and by the leaders of the two houses,
heard forty witnesses over nine days, among them the former director of the National Rail Office, Henrik Saal, who
said that he had warned his superiors of the state of the bridge in 2019, and the engineer Rosa Tinelli, who brought
the letters with her.

While the governor boasts of new roads, and while her press office counts ribbons rather than patients, the hospital
of Marrow County has lost its last surgeon, the ambulance from Pinefield needs an hour and a half, and the
commissioner, a friend of the family, tells mothers to be patient, which is an insolence that no campaign photograph
will make us forget.

The agreement, which Norland and Eastmark signed in the presence of the secretary general, provides for the withdrawal
of all heavy weapons within thirty days, the exchange of prisoners, and a joint commission under the Swiss diplomat
Claire Aubert, and both governments said that they would submit it to their parliaments before the end of the month.

Asked whether the Brightwater board had known of the leak, Mr. Ogden first said that he could not remember, then that
he had been traveling, then, when the lawyer for the fishermen showed him his own message, that he had misunderstood
the question, and finally, in a voice that hardly reached the gallery, that the board had known since the spring.

In a decade that has seen four finance ministers, two recessions and one very expensive airport without airplanes, the
quiet success of the Savings Cooperative of Tallmere, which never closed a branch, never fired a clerk and never asked
the state for a cent, looks less like a curiosity than like a rebuke to the bankers who laughed at it.
""".split("\n\n")
]

CLAUSES = (
    "the deputy Ivo Marsh asked why the Transport Office had paid twice",
    "the clerk answered that Kestrel Bay had lost the receipts",
    "Senator Dahl called the answer a joke",
    "the auditors of Greyhall Partners handed over two more boxes",
    "a spokeswoman for Lumen Foods declined to comment",
)
ENDLESS = f"In the debate {'; '.join(islice(cycle(CLAUSES), 40))}."  # more tokens than one window holds

PAIRS = [f"{first} {second}" for first, second in zip(SHORT, MIDDLE[:9], strict=False)]
SENTENCES = [*SHORT, *MIDDLE, *LONG, ENDLESS, *PAIRS]
