/** A few plain sentences of each language, about what letters are about, for telling the languages apart. */
export const samples = {
  de: `Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und
sollen einander im Geist der Brüderlichkeit begegnen. Meine liebe Schwester, ich habe deinen Brief vom dritten erhalten
und danke dir dafür. Das Wetter war sehr schlecht, und wir haben das Haus nicht verlassen. Wir hoffen, dass ihr alle bei
guter Gesundheit seid. Der Vater ist gestern in die Stadt gefahren und wird am Sonntag wieder hier sein. Ich schreibe
dir bald mehr von den Kindern, die dich von Herzen grüßen.`,
  en: `All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and
should act towards one another in a spirit of brotherhood. My dear brother, I have received your letter of the third and
thank you for it. The weather has been very bad and we have not left the house. We hope that you are all in good health.
Father went to town yesterday and will be here again on Sunday. I shall soon write more about the children, who send you
their love.`,
  fr: `Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience
et doivent agir les uns envers les autres dans un esprit de fraternité. Mon cher frère, j'ai reçu votre lettre du trois
et je vous en remercie. Le temps a été très mauvais et nous n'avons pas quitté la maison. Nous espérons que vous êtes
tous en bonne santé. Mon père est allé hier à la ville et sera de retour dimanche. Je vous écrirai bientôt davantage au
sujet des enfants, qui vous embrassent de tout leur cœur.`,
  la: `Omnes homines dignitate et iure liberi et pares nascuntur, rationis et conscientiae participes sunt, quibus inter
se concordiae studio est agendum. Frater carissime, litteras tuas accepi et tibi gratias ago. Tempestas pessima fuit et
domum non reliquimus. Speramus vos omnes bene valere. Pater heri in urbem profectus est et die dominica hic iterum erit.
Mox plura de liberis tibi scribam, qui te ex animo salutant. Si vales, bene est, ego valeo.`,
}
